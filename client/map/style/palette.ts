import type { LandKind, Level, RoadClass } from '../../../core/vocabulary.ts';

/** Colours of the map itself; the colours of symbols are in client/ui. */
export interface MapPalette {
  ground: string;
  land: Record<LandKind, string>;
  /** Outline of water; fill of the rest has none. */
  shore: string;
  roads: Record<RoadClass, string>;
  roadCasing: string;
  /** Railings of bridges, and the rails of railways. */
  bridge: string;
  rail: string;
  building: string;
  /** Edge of buildings, seen from near. */
  wall: string;
  roadText: string;
  waterText: string;
  borders: Record<Level, string>;
  areaText: Record<Level, string>;
  halo: string;
  accent: string;
  /** Where the units of a review had been. */
  track: string;
  /** Patrol routes, geofences and fields of view. */
  route: string;
  fence: string;
  field: string;
  /** Shaded areas, from the least to the most; drawn thinly. */
  shades: readonly [string, string, string, string, string];
  /** Plates with the number of incidents: unverified urgent ones among them, open ones, finished ones. */
  counts: Record<'new' | 'open' | 'done', { ground: string; text: string }>;
}

const DARK: MapPalette = {
  ground: '#10161b',
  land: {
    river: '#14303f',
    lake: '#14303f',
    park: '#13231d',
    forest: '#101c19',
    farmland: '#11191a',
    residential: '#141c22',
    commercial: '#171e25',
    industrial: '#161a1f',
    education: '#151d20',
    railway: '#1b2127',
  },
  shore: '#1c4053',
  roads: {
    motorway: '#4a5d6c',
    trunk: '#42535f',
    primary: '#374753',
    secondary: '#2f3d48',
    tertiary: '#283540',
    residential: '#212c35',
    track: '#1c262d',
  },
  roadCasing: '#0c1115',
  bridge: '#55697a',
  rail: '#4a4f57',
  building: '#202a33',
  wall: '#2f3b46',
  roadText: '#7d8d9a',
  waterText: '#4f8098',
  borders: {
    city: '#8699a8',
    district: '#6a7f90',
    street: '#4b5d6b',
    community: '#3a4a57',
    grid: '#2b3843',
  },
  areaText: {
    city: '#b6c4cf',
    district: '#a9b8c4',
    street: '#93a4b1',
    community: '#7f909d',
    grid: '#71818d',
  },
  halo: '#0c1115',
  accent: '#5aa9e6',
  track: '#c4a6ee',
  route: '#5d8fb8',
  fence: '#a98fc6',
  field: '#cfc36a',
  shades: ['#1f4150', '#2b6270', '#42878c', '#74b0a4', '#c0dcbc'],
  counts: {
    new: { ground: '#c4421c', text: '#ffffff' },
    open: { ground: '#0e1318', text: '#e6ecf1' },
    done: { ground: '#131a21', text: '#a3b0bc' },
  },
};

const LIGHT: MapPalette = {
  ground: '#f1f3f4',
  land: {
    river: '#bcd8e8',
    lake: '#bcd8e8',
    park: '#d6ead9',
    forest: '#dfebdd',
    farmland: '#eff2ea',
    residential: '#eaedef',
    commercial: '#ecebea',
    industrial: '#e7e8ea',
    education: '#edece4',
    railway: '#dcdfe2',
  },
  shore: '#9cc3d9',
  roads: {
    motorway: '#f3ddb0',
    trunk: '#f6e6c6',
    primary: '#ffffff',
    secondary: '#ffffff',
    tertiary: '#ffffff',
    residential: '#fbfcfc',
    track: '#e6e9eb',
  },
  roadCasing: '#cbd3d9',
  bridge: '#8798a5',
  rail: '#a9b0b8',
  building: '#dde1e5',
  wall: '#c6cdd4',
  roadText: '#5c6a76',
  waterText: '#3f7796',
  borders: {
    city: '#4e5f6d',
    district: '#64778a',
    street: '#8597a5',
    community: '#a3b1bc',
    grid: '#c0cad2',
  },
  areaText: {
    city: '#2c3944',
    district: '#36444f',
    street: '#4a5965',
    community: '#5c6b77',
    grid: '#6b7984',
  },
  halo: '#ffffff',
  accent: '#0b68ad',
  track: '#5b2f96',
  route: '#3a86bd',
  fence: '#74489a',
  field: '#8a7c00',
  shades: ['#cfe3df', '#a3cbc9', '#6ba9b0', '#37808f', '#175468'],
  counts: {
    new: { ground: '#b83612', text: '#ffffff' },
    open: { ground: '#ffffff', text: '#17212a' },
    done: { ground: '#f4f6f8', text: '#43525f' },
  },
};

export const MAP_PALETTES: Record<'dark' | 'light', MapPalette> = { dark: DARK, light: LIGHT };
