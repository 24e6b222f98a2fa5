import type { RuleSettings } from '../../contract/alarm-rule.ts';
import { ACKNOWLEDGE_SECONDS } from '../../incident/assignment.ts';

/**
 * How the rules stand in a new city: those that need to be told which areas matter are off. The rows of migrations 0003 and 0031 are the same.
 */
export const DEFAULT_RULES: RuleSettings = {
  p1_unverified: { kind: 'p1_unverified', isOn: true, priority: 1, hours: null, limits: { seconds: 60 } },
  assignment_unacknowledged: {
    kind: 'assignment_unacknowledged',
    isOn: true,
    priority: 2,
    hours: null,
    limits: { seconds: ACKNOWLEDGE_SECONDS },
  },
  unit_stationary: {
    kind: 'unit_stationary',
    isOn: true,
    priority: 3,
    hours: null,
    limits: {
      metres: 30,
      patrollingMinutes: { foot: 30, bicycle: 25, motorcycle: 20, car: 20 },
      enRouteMinutes: { foot: 10, bicycle: 8, motorcycle: 5, car: 5 },
      availableMinutes: { foot: null, bicycle: null, motorcycle: null, car: null },
    },
  },
  unit_off_route: {
    kind: 'unit_off_route',
    isOn: true,
    priority: 3,
    hours: null,
    limits: { metres: 250, seconds: 300 },
  },
  checkpoint_unstaffed: {
    kind: 'checkpoint_unstaffed',
    isOn: true,
    priority: 2,
    hours: null,
    limits: { seconds: 300 },
  },
  device_silent: {
    kind: 'device_silent',
    isOn: true,
    priority: 4,
    hours: null,
    limits: { minutes: { camera: 60, alarm_button: 15, sensor: 30 } },
  },
  feed_silent: { kind: 'feed_silent', isOn: true, priority: 1, hours: null, limits: {} },
  area_unvisited: {
    kind: 'area_unvisited',
    isOn: false,
    priority: 4,
    hours: null,
    limits: { minutes: 120, level: 'street', within: [] },
  },
  route_unvisited: {
    kind: 'route_unvisited',
    isOn: true,
    priority: 4,
    hours: null,
    limits: { minutes: 90, metres: 50 },
  },
  area_understaffed: {
    kind: 'area_understaffed',
    isOn: false,
    priority: 2,
    hours: null,
    limits: { units: 2, seconds: 300, level: 'district', within: [] },
  },
  geofence_entered: { kind: 'geofence_entered', isOn: true, priority: 2, hours: null, limits: {} },
  geofence_left: { kind: 'geofence_left', isOn: true, priority: 3, hours: null, limits: {} },
};
