import { cityDay } from '../city-time.ts';
import { type LngLat, parseCoordinates } from './coordinates.ts';
import { type FilterPhrase, readFilter } from './filter-phrase.ts';
import { readInstant } from './instant.ts';
import { type LateCases, readLateCases } from './late-cases.ts';
import { foldPhrase, type Spellings } from './term.ts';
import { readThing, type ThingPhrase } from './things.ts';

/** What can be done by its name. */
export interface Spelled extends Spellings {
  id: string;
}

/** What a phrase can mean. */
export type Intent =
  | ({ kind: 'place' } & LngLat)
  | { kind: 'instant'; atMs: number }
  | { kind: 'filter'; filter: FilterPhrase }
  /** Cases past their day. */
  | { kind: 'late_cases' }
  | { kind: 'command'; id: string; match: CommandMatch }
  /** Things of one kind, by number, code or name. */
  | ({ kind: 'things' } & ThingPhrase)
  /** Anything by name, code or number. */
  | { kind: 'named'; text: string };

/** How well a command fits: its whole name; the beginning of it, or its pinyin; a part of it, or the beginning of its pinyin. */
export const COMMAND_MATCHES = ['whole', 'beginning', 'inside'] as const;
export type CommandMatch = (typeof COMMAND_MATCHES)[number];

/** What the grammar has to know besides the phrase. */
export interface Circumstances {
  /** Milliseconds since 1970, the server's. */
  nowMs: number;
  /** Of the city, an IANA name. */
  zone: string;
  commands: readonly Spelled[];
}

/**
 * What a phrase typed into the command bar can mean, the likeliest first; empty for an empty phrase. A pure grammar, Chinese,
 * English and pinyin alike. Exact are places, instants, whole names of commands, filters and things with a number; what is only spelled by
 * letters may be the name of a place as well, and follows the names. Never throws.
 */
export function understand(text: string, { nowMs, zone, commands }: Circumstances): Intent[] {
  const phrase = foldPhrase(text).slice(0, 200);
  if (phrase === '') return [];
  const point = parseCoordinates(phrase);
  const atMs = readInstant(phrase, nowMs, zone);
  const filter = readFilter(phrase);
  const thing = readThing(phrase, todayOf(nowMs, zone));
  const named = commandsOf(phrase, commands);
  const late = readLateCases(phrase);
  const filters = lateAmong(filter ? [{ kind: 'filter', filter: filter.filter }] : [], late);
  const isFilterNamed = filter?.isNamed || late?.isNamed;
  const things: Intent[] = thing ? [{ kind: 'things', ...thing }] : [];
  const isSureThing = thing !== undefined && (thing.isNamed || thing.text !== '');
  return [
    ...(point ? [{ kind: 'place' as const, ...point }] : []),
    ...(atMs === undefined ? [] : [{ kind: 'instant' as const, atMs }]),
    ...named.whole,
    ...(isFilterNamed ? filters : []),
    ...(isSureThing ? things : []),
    ...named.beginning,
    ...(isSureThing || point ? [] : [{ kind: 'named' as const, text: phrase }]),
    ...(isFilterNamed ? [] : filters),
    ...(isSureThing ? [] : things),
    ...named.inside,
  ];
}

/** What is late: cases first where they are surely meant, else after the incidents. */
function lateAmong(filters: Intent[], late: LateCases | undefined): Intent[] {
  if (!late) return filters;
  const cases: Intent = { kind: 'late_cases' };
  return late.isSure ? [cases, ...filters] : [...filters, cases];
}

function todayOf(nowMs: number, zone: string): string {
  return cityDay(zone, nowMs).replaceAll('-', '').slice(2);
}

type CommandIntent = Extract<Intent, { kind: 'command' }>;

function commandsOf(phrase: string, commands: readonly Spelled[]): Record<CommandMatch, CommandIntent[]> {
  const found: Record<CommandMatch, CommandIntent[]> = { whole: [], beginning: [], inside: [] };
  for (const command of commands) {
    const match = matchOf(phrase, command);
    if (match) found[match].push({ kind: 'command', id: command.id, match });
  }
  return found;
}

function matchOf(phrase: string, { names, pinyin }: Spellings): CommandMatch | undefined {
  if (names.includes(phrase)) return 'whole';
  if (names.some((name) => name.startsWith(phrase)) || pinyin.includes(phrase)) return 'beginning';
  const isPart = names.some((name) => isPartOf(phrase, name));
  return isPart || pinyin.some((letters) => letters.startsWith(phrase)) ? 'inside' : undefined;
}

/** A part of a Latin name begins a word of it. */
function isPartOf(phrase: string, name: string): boolean {
  return name.indexOf(phrase) > 0 && (!/^[a-z]/.test(phrase) || name.includes(` ${phrase}`));
}
