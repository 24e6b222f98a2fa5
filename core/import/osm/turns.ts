import { TRAVEL } from '../../network/travel.ts';
import { UNIT_VEHICLES, type UnitVehicle } from '../../vocabulary.ts';
import type { RoadFileLoss } from './losses.ts';
import type { Tags } from './tags.ts';

export interface Member {
  type: 'node' | 'way' | 'relation';
  ref: number;
  role: string;
}

/** A restriction between ways: each of `from` over `via` to each of `to`, all by the file's ids. */
export interface WayTurn {
  kind: 'no' | 'only';
  /** The same way back. */
  isUTurn: boolean;
  from: readonly number[];
  /** A node, or ways that are gone over one after the other: each once, in any order. */
  via: { node: number } | { ways: readonly number[] };
  to: readonly number[];
  except: readonly UnitVehicle[];
}

const BOUND = UNIT_VEHICLES.filter((vehicle) => TRAVEL[vehicle].obeysTurns);
const MOTORED: readonly UnitVehicle[] = ['motorcycle', 'car'];

/** Vehicles that a suffix of `restriction:` or a word of `except` means. */
const MEANT: Readonly<Record<string, readonly UnitVehicle[]>> = {
  vehicle: BOUND,
  motor_vehicle: MOTORED,
  motorcar: ['car'],
  motorcycle: ['motorcycle'],
  bicycle: ['bicycle'],
  emergency: MOTORED,
};

/** An older way to say that it holds at certain hours. */
const AT_HOURS = ['day_on', 'day_off', 'hour_on', 'hour_off'];
const VALUE = /^(no|only)_(left_turn|right_turn|straight_on|u_turn|entry|exit)$/;

/** Vehicles bound by each value of the tags that restrict. */
function boundBy(tags: Tags): Map<string, Set<UnitVehicle>> {
  const exempt = (tags.except ?? '').split(/[;,\s]+/).flatMap((word) => MEANT[word] ?? []);
  const byValue = new Map<string, Set<UnitVehicle>>();
  for (const [key, value] of Object.entries(tags)) {
    const [head, suffix, more] = key.split(':');
    if (head !== 'restriction' || suffix === 'conditional' || more !== undefined || value === undefined)
      continue;
    const meant = suffix === undefined ? BOUND : Object.hasOwn(MEANT, suffix) ? MEANT[suffix]! : [];
    const bound = byValue.get(value) ?? new Set<UnitVehicle>();
    for (const vehicle of meant) if (!exempt.includes(vehicle)) bound.add(vehicle);
    byValue.set(value, bound);
  }
  return byValue;
}

function waysIn(members: readonly Member[], role: string): number[] {
  return members.filter((one) => one.type === 'way' && one.role === role).map(({ ref }) => ref);
}

/** One node, or nothing but ways. */
function viaOf(members: readonly Member[]): WayTurn['via'] | undefined {
  const via = members.filter(({ role }) => role === 'via');
  const [first] = via;
  if (first?.type === 'node' && via.length === 1) return { node: first.ref };
  if (!first || via.some(({ type }) => type !== 'way')) return undefined;
  return { ways: [...new Set(via.map(({ ref }) => ref))] };
}

/**
 * The turns that a relation `type=restriction` forbids or prescribes (wiki: Relation:restriction), one for each value that binds one of
 * our vehicles; or why it is not taken. `no_entry` may come from several ways, `no_exit` lead to several. On foot nothing is obeyed.
 */
export function turnsOf(tags: Tags, members: readonly Member[]): WayTurn[] | RoadFileLoss {
  if (AT_HOURS.some((key) => tags[key] !== undefined)) return 'turn_conditional';
  const byValue = boundBy(tags);
  if (byValue.size === 0)
    return Object.keys(tags).some((key) => /^restriction.*:conditional$/.test(key))
      ? 'turn_conditional'
      : 'turn_unknown';
  const [from, to] = [waysIn(members, 'from'), waysIn(members, 'to')];
  const via = viaOf(members);
  if (from.length === 0 || to.length === 0 || !via) return 'turn_incomplete';
  const turns: WayTurn[] = [];
  let isKnown = false;
  for (const [value, bound] of byValue) {
    const read = VALUE.exec(value);
    if (!read) continue;
    isKnown = true;
    if ((from.length > 1 && read[2] !== 'entry') || (to.length > 1 && read[2] !== 'exit'))
      return 'turn_incomplete';
    if (bound.size === 0) continue;
    const except = BOUND.filter((vehicle) => !bound.has(vehicle));
    turns.push({
      kind: read[1] as WayTurn['kind'],
      isUTurn: read[2] === 'u_turn',
      from,
      via,
      to,
      except,
    });
  }
  if (!isKnown) return 'turn_unknown';
  return turns.length > 0 ? turns : 'turn_others';
}
