/** Every method whose results can be saved, and the version of its formula: raise it when the same incidents would give other bytes. */
export const METHODS = {
  gi_star: { version: 2 },
  gi: { version: 2 },
  local_moran: { version: 2 },
  emerging: { version: 2 },
  space_time_scan: { version: 1 },
  expectation: { version: 1 },
} as const satisfies Record<string, { version: number }>;
export type Method = keyof typeof METHODS;

/** Spatial statistics of counts in cells: what is saved under `significant`. */
export const LOCAL_STATISTICS = ['gi_star', 'gi', 'local_moran'] as const satisfies readonly Method[];
export type LocalStatistic = (typeof LOCAL_STATISTICS)[number];

/** What counts are divided by: nothing, km², a thousand residents, a hundred dwellings. */
export const EXPOSURES = ['none', 'area', 'residents', 'dwellings'] as const;
export type Exposure = (typeof EXPOSURES)[number];

/** Which cells of a metric grid are looked at: all of the area, or those in which anything was reported in the period, of whatever type. */
export const GROUNDS = ['all', 'reported'] as const;
export type Ground = (typeof GROUNDS)[number];
