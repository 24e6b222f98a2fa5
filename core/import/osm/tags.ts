import { TRAVEL } from '../../network/travel.ts';
import { type RoadClass, UNIT_VEHICLES, type UnitVehicle } from '../../vocabulary.ts';
import { admitted, isPrivate } from './access.ts';
import type { RoadFileLoss } from './losses.ts';
import { limitOf } from './speed.ts';

/** Tags of an object of OpenStreetMap. */
export type Tags = Readonly<Record<string, string | undefined>>;

/** A way as one of our roads. */
export interface OsmRoad {
  class: RoadClass;
  name: string | undefined;
  nameZh: string | undefined;
  nameEn: string | undefined;
  oneWay: boolean;
  /** Its traffic runs against the order of its nodes. */
  isReversed: boolean;
  bridge: boolean;
  speedKmh: number;
  /** Null: as the class says. */
  vehicles: readonly UnitVehicle[] | null;
}

interface Kind {
  class: RoadClass;
  kmh: number;
  /** Who may by default; absent: all that use the class. */
  who?: readonly UnitVehicle[];
}

const ON_FOOT: readonly UnitVehicle[] = ['foot'];
const ON_FOOT_AND_CYCLE: readonly UnitVehicle[] = ['foot', 'bicycle'];

/** Values of `highway` that are roads, with the speed where a way names none, km/h. */
const KINDS: Readonly<Record<string, Kind>> = {
  motorway: { class: 'motorway', kmh: 100 },
  motorway_link: { class: 'motorway', kmh: 60 },
  trunk: { class: 'trunk', kmh: 80 },
  trunk_link: { class: 'trunk', kmh: 50 },
  primary: { class: 'primary', kmh: 60 },
  primary_link: { class: 'primary', kmh: 40 },
  secondary: { class: 'secondary', kmh: 50 },
  secondary_link: { class: 'secondary', kmh: 40 },
  tertiary: { class: 'tertiary', kmh: 40 },
  tertiary_link: { class: 'tertiary', kmh: 30 },
  unclassified: { class: 'residential', kmh: 40 },
  residential: { class: 'residential', kmh: 30 },
  living_street: { class: 'residential', kmh: 15 },
  road: { class: 'residential', kmh: 30 },
  service: { class: 'residential', kmh: 20 },
  pedestrian: { class: 'residential', kmh: 10, who: ON_FOOT },
  busway: { class: 'residential', kmh: 40, who: [] },
  track: { class: 'track', kmh: 20 },
  path: { class: 'track', kmh: 10, who: ON_FOOT_AND_CYCLE },
  cycleway: { class: 'track', kmh: 18, who: ON_FOOT_AND_CYCLE },
  footway: { class: 'track', kmh: 10, who: ON_FOOT },
  bridleway: { class: 'track', kmh: 10, who: ON_FOOT },
  steps: { class: 'track', kmh: 3, who: ON_FOOT },
};

/** Who may use a value of `highway` that is for some alone; undefined: all that use its class. */
export function usersOfHighway(highway: string): readonly UnitVehicle[] | undefined {
  return Object.hasOwn(KINDS, highway) ? KINDS[highway]?.who : undefined;
}

/** Nobody hurries where he is let in. */
const PRIVATE_KMH = 15;
const NAME_CHARS = 120;

type Direction = 'both' | 'along' | 'against' | 'changing';

function directionOf(tags: Tags): Direction {
  switch (tags.oneway) {
    case 'yes':
    case 'true':
    case '1':
      return 'along';
    case '-1':
    case 'reverse':
      return 'against';
    case 'no':
    case 'false':
    case '0':
    case 'alternating':
      return 'both';
    case 'reversible':
      return 'changing';
  }
  const isRound = tags.junction === 'roundabout' || tags.junction === 'circular';
  return tags.highway === 'motorway' || isRound ? 'along' : 'both';
}

function usersOf(tags: Tags, kind: Kind): readonly UnitVehicle[] | null {
  const ofClass = UNIT_VEHICLES.filter((vehicle) => !TRAVEL[vehicle].barred.includes(kind.class));
  const usual = (kind.who ?? ofClass).filter(
    (vehicle) => tags.motorroad !== 'yes' || vehicle === 'car' || vehicle === 'motorcycle',
  );
  const may = admitted(tags, usual);
  return may.join() === ofClass.join() ? null : may;
}

function isBicycleAgainst(tags: Tags, { class: roadClass }: Kind): boolean {
  const isSaid = tags['oneway:bicycle'] === 'no' || /^opposite/.test(tags.cycleway ?? '');
  return isSaid && !TRAVEL.bicycle.againstOneWay.includes(roadClass);
}

const SAID: readonly string[] = [
  'access',
  'vehicle',
  'motor_vehicle',
  'motorcar',
  'motorcycle',
  'bicycle',
  'foot',
  'oneway',
  'maxspeed',
];

function notesOf(tags: Tags, kind: Kind, direction: Direction, isUnread: boolean): RoadFileLoss[] {
  const notes: RoadFileLoss[] = [];
  if (SAID.some((key) => tags[`${key}:conditional`] !== undefined)) notes.push('tag_conditional');
  if (isUnread) notes.push('tag_speed');
  if (direction !== 'both' && isBicycleAgainst(tags, kind)) notes.push('tag_bicycle_against');
  return notes;
}

function named(text: string | undefined): string | undefined {
  return text?.trim().slice(0, NAME_CHARS) || undefined;
}

/**
 * What a way with a `highway` becomes, with what of its tags is not heeded; or why it is no road. A way without a name is called by its
 * number (`ref`). One-way are `oneway`, motorways and roundabouts; a way whose direction changes by the hour (`reversible`) is left out,
 * since nobody here knows its direction now.
 */
export function roadOfTags(tags: Tags): { road: OsmRoad; notes: RoadFileLoss[] } | { left: RoadFileLoss } {
  const { highway = '' } = tags;
  const kind = Object.hasOwn(KINDS, highway) ? KINDS[highway] : undefined;
  if (!kind) return { left: 'way_not_driven' };
  if (tags.area === 'yes') return { left: 'way_area' };
  const direction = directionOf(tags);
  if (direction === 'changing') return { left: 'way_reversible' };
  const vehicles = usersOf(tags, kind);
  if (vehicles?.length === 0) return { left: 'way_nobody' };
  const { kmh = kind.kmh, isUnread } = limitOf(tags);
  const road: OsmRoad = {
    class: kind.class,
    name: named(tags.name) ?? named(tags.ref),
    nameZh: named(tags['name:zh'] ?? tags['name:zh-Hans']),
    nameEn: named(tags['name:en']),
    oneWay: direction !== 'both',
    isReversed: direction === 'against',
    bridge: tags.bridge !== undefined && tags.bridge !== 'no',
    speedKmh: isPrivate(tags) ? Math.min(kmh, PRIVATE_KMH) : kmh,
    vehicles,
  };
  return { road, notes: notesOf(tags, kind, direction, isUnread) };
}

const BLOCKS = new Set(
  'bollard block jersey_barrier cycle_barrier motorcycle_barrier stile turnstile full-height_turnstile kissing_gate log debris'.split(
    ' ',
  ),
);

/** Who passes what stands on a road; undefined: everybody. A gate is opened for units on duty, a bollard is not. */
export function passersOf(tags: Tags): readonly UnitVehicle[] | undefined {
  if (!BLOCKS.has(tags.barrier ?? '')) return undefined;
  const may = admitted(tags, ON_FOOT_AND_CYCLE);
  return may.length === UNIT_VEHICLES.length ? undefined : may;
}
