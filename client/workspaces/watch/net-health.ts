import { codePrefix } from '../../../core/contract/area-code.ts';
import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import type { Net } from '../../../core/vocabulary.ts';

export type LiveMaps = {
  readonly [N in Exclude<LiveNoun, 'incidents' | 'alarms' | 'geofences' | 'cases' | 'risks'>]: ReadonlyMap<
    string,
    LiveNouns[N]
  >;
};

export type HealthKey =
  | 'units'
  | 'onDuty'
  | 'unstaffed'
  | 'closed'
  | 'staffed'
  | 'overdue'
  | 'offline'
  | 'degraded';

export interface NetHealth {
  /** Routes, posts, checkpoints, institutions or devices. */
  count: number;
  notes: { key: HealthKey; n: number; abnormal: boolean }[];
}

/** Counts and state of each net inside an area. `today` is the day in the city's zone, 'yyyy-mm-dd'. */
export function netHealth(live: LiveMaps, areaCode: string, today: string): Record<Net, NetHealth> {
  const prefix = codePrefix(areaCode);
  const inside = <N extends keyof LiveMaps>(noun: N): LiveNouns[N]['properties'][] => {
    const all: LiveNouns[N]['properties'][] = [];
    for (const { properties } of live[noun].values())
      if (properties.areaCode.startsWith(prefix)) all.push(properties);
    return all;
  };
  const units = inside('units');
  const posts = inside('posts');
  const checkpoints = inside('checkpoints');
  const institutions = inside('institutions');
  const devices = inside('devices');
  return {
    street: {
      count: inside('routes').length,
      notes: [
        note('units', units.length),
        note('onDuty', units.filter(({ state }) => state !== 'off_duty').length),
      ],
    },
    community: {
      count: posts.length,
      notes: [alarm('unstaffed', posts.filter(({ staffed }) => !staffed).length)],
    },
    checkpoint: {
      count: checkpoints.length,
      notes: [
        note('staffed', checkpoints.filter(({ state }) => state === 'staffed').length),
        alarm('closed', checkpoints.filter(({ state }) => state === 'closed').length),
      ],
    },
    institution: {
      count: institutions.length,
      notes: [alarm('overdue', institutions.filter((one) => one.inspectionDueOn < today).length)],
    },
    technology: {
      count: devices.length,
      notes: [
        alarm('offline', devices.filter(({ health }) => health === 'offline').length),
        alarm('degraded', devices.filter(({ health }) => health === 'degraded').length),
      ],
    },
  };
}

function note(key: HealthKey, n: number) {
  return { key, n, abnormal: false };
}

function alarm(key: HealthKey, n: number) {
  return { key, n, abnormal: n > 0 };
}
