/**
 * What travels on `GET /api/live`. Server-sent events; the `id:` of each `change` is its sequence number in the event log.
 *
 * `hello`     { seq, serverNow, tickSeconds }                on connect, after any replay
 * `change`    LiveChange                                     one event of the log, in order of `seq`, without gaps for this scope
 * `positions` PositionFrame                                  one frame a tick, no id
 * `roster`    { from, ids }                                  with `positions=packed`: the units of the numbers from `from` on
 * `frame`     base64                                         with `positions=packed`: the same frame in 14 bytes a unit (core/live/position-frame.ts)
 * `feeds`     FeedAge[]                                      with every tick in which one changed, and at least every 5 s
 * `reset`     { reason: 'too_old' | 'unknown_id' | 'slow' }  the client must take a new snapshot
 *
 * Comment lines (`:`) every 10 s keep proxies from closing the stream.
 */
import type { Alarm } from './alarm.ts';
import type { Area, Grid } from './area.ts';
import type { Case } from './case.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Device } from './device.ts';
import type { Geofence } from './geofence.ts';
import type { Incident } from './incident.ts';
import type { Institution } from './institution.ts';
import type { Post } from './post.ts';
import type { Risk } from './risk.ts';
import type { Route } from './route.ts';
import type { Unit } from './unit.ts';

/** The nouns that the live set holds, by the name of their collection. */
export interface LiveNouns {
  incidents: Incident;
  units: Unit;
  routes: Route;
  checkpoints: Checkpoint;
  posts: Post;
  institutions: Institution;
  devices: Device;
  alarms: Alarm;
  geofences: Geofence;
  cases: Case;
  risks: Risk;
}
export const LIVE_NOUNS = [
  'incidents',
  'units',
  'routes',
  'checkpoints',
  'posts',
  'institutions',
  'devices',
  'alarms',
  'geofences',
  'cases',
  'risks',
] as const;
export type LiveNoun = (typeof LIVE_NOUNS)[number];
/** Nouns that are in the log but not in the live set. */
export type LoggedNoun =
  | LiveNoun
  | 'alarm_rules'
  | 'alarm_suppressions'
  | 'areas'
  | 'assignments'
  | 'grids'
  | 'accounts'
  | 'imports'
  | 'response_targets'
  | 'skill_needs'
  | 'handovers'
  | 'handover_notes'
  | 'analyses'
  | 'analysis_notes'
  | 'patrol_codes'
  | 'patrol_plans'
  | 'patrol_strayings'
  | 'patrol_templates'
  | 'patrol_visits'
  | 'plans'
  | 'closures'
  | 'cordons';
export type LoggedFeature = LiveNouns[LiveNoun] | Area | Grid;

export interface LiveChange {
  seq: number;
  at: string;
  noun: LoggedNoun;
  /** 'upsert' carries the whole feature as it is now; 'remove' also tells a scope that a thing left it;
   * 'bulk' says that many changed at once (an import): read the noun again. */
  kind: 'upsert' | 'remove' | 'bulk';
  id: string;
  feature?: LiveNouns[LiveNoun];
  /** When the server told the streams, after the commit, ISO 8601 UTC; absent from what is told again after a cut. */
  toldAt?: string;
}

/** Latest positions of the units that moved since the last frame: [unitId, lng, lat, headingDegrees, speedKmh, fixAt ms since 1970]. */
export type UnitPositionRow = [
  unitId: string,
  lng: number,
  lat: number,
  headingDegrees: number | null,
  speedKmh: number | null,
  fixAtMs: number,
];
export interface PositionFrame {
  serverNow: string;
  rows: UnitPositionRow[];
}

export interface FeedAge {
  feed: 'incidents' | 'units' | 'checkpoints' | 'devices';
  /** Null: never heard. */
  lastSeenAt: string | null;
  expectedIntervalSeconds: number;
}

/** `GET /api/live/snapshot`: the live set of the account's scope, read in one transaction at `seq`. Incidents: open, or reported in the last 24 h. Alarms: all that are not normal. Cases: not closed. Risk files: neither evaluated nor withdrawn. */
export type LiveSnapshot = { seq: number; serverNow: string; feeds: FeedAge[] } & {
  [N in LiveNoun]: LiveNouns[N][];
};
