import type { ScanParameters } from '../../../../../core/contract/analysis.ts';

/** Parameters of the question "what is new?": each one of a few sensible values, by its name in the address. */
export interface NewSettings {
  /** Calendar days that are studied. */
  days: number;
  /** Side of the squares whose incidents make a place, metres. */
  cell: number;
  /** Largest radius of a cluster, metres. */
  radius: number;
  /** Longest cluster, days. */
  longest: number;
  /** 1: only clusters that reach into the last day. */
  current: number;
  replications: number;
  /** Width of the four bands of near repeats, metres and days. */
  near: number;
  soon: number;
  /** How far apart neighbours of a group are at most, metres and days, and how many make a core; 0: as many as are suggested. */
  apart: number;
  within: number;
  least: number;
}

export const NEW_CHOICES: { readonly [K in keyof NewSettings]: readonly number[] } = {
  days: [30, 60, 90, 180, 365],
  cell: [100, 250, 500, 1000],
  radius: [500, 1000, 2000, 5000],
  longest: [7, 14, 30, 60],
  current: [1, 0],
  replications: [99, 499, 999, 4999],
  near: [50, 100, 200, 500],
  soon: [1, 3, 7, 14],
  apart: [100, 200, 300, 500],
  within: [3, 7, 14],
  least: [0, 3, 4, 5, 8, 12, 20, 30],
};

export const NEW_DEFAULTS: NewSettings = {
  days: 90,
  cell: 250,
  radius: 1000,
  longest: 30,
  current: 1,
  replications: 999,
  near: 100,
  soon: 7,
  apart: 200,
  within: 7,
  least: 0,
};

export const NEW_NAMES = Object.keys(NEW_DEFAULTS) as (keyof NewSettings)[];

/** Bands of each kind. */
export const BANDS = 4;
/** The seed of all replications: the same question has the same answer. */
export const SEED = 20261124;

/** The settings that the parameters of a view stand for; what is not a choice takes its default. */
export function readNewSettings(parameters: Readonly<Record<string, string>>): NewSettings {
  const settings = { ...NEW_DEFAULTS };
  for (const name of NEW_NAMES) {
    const value = Number(parameters[`new.${name}`] ?? Number.NaN);
    if (NEW_CHOICES[name].includes(value)) settings[name] = value;
  }
  return settings;
}

/** The settings as a saved result has them. */
export function recordedSettings(settings: NewSettings): ScanParameters {
  return {
    method: 'space_time_scan',
    studyDays: settings.days,
    cellMetres: settings.cell,
    maxRadiusMetres: settings.radius,
    maxDays: settings.longest,
    onlyCurrent: settings.current === 1,
    replications: settings.replications,
    nearMetres: settings.near,
    soonDays: settings.soon,
    apartMetres: settings.apart,
    withinDays: settings.within,
    minPoints: settings.least,
  };
}

/** The settings of a saved result. */
export function settingsOfRecord(saved: ScanParameters): NewSettings {
  return {
    days: saved.studyDays,
    cell: saved.cellMetres,
    radius: saved.maxRadiusMetres,
    longest: saved.maxDays,
    current: saved.onlyCurrent ? 1 : 0,
    replications: saved.replications,
    near: saved.nearMetres,
    soon: saved.soonDays,
    apart: saved.apartMetres,
    within: saved.withinDays,
    least: saved.minPoints,
  };
}
