import { type Refusal, refusal } from '../contract/reason.ts';
import type { ImportNoun } from '../vocabulary.ts';
import { FIELDS, type Field } from './fields.ts';
import { foldWord } from './words.ts';

/** What the header of a coordinate or date column says about its values: `x_epsg26971_m`, `date_dmy`. */
export interface HeaderHints {
  crs?: string;
  dateOrder?: 'dmy' | 'mdy';
}

export interface ColumnMatch {
  /** Field of each column, null when not used. */
  fieldOf: Map<string, Field | null>;
  hints: HeaderHints;
  /** What is wrong with a mapping that can not be. */
  errors: Refusal[];
}

function unknownField(noun: ImportNoun, name: string): Refusal {
  const known = FIELDS[noun].map((field) => field.name).join(', ');
  const message = `There is no field "${name}" in ${noun}; known fields: ${known}.`;
  return refusal(message, 'field_unknown', { fields: [name] });
}

function unknownColumn(column: string, columns: readonly string[]): Refusal {
  const message = `There is no column "${column}"; the file has: ${columns.join(', ')}.`;
  return refusal(message, 'column_unknown', { column });
}

function takenTwice(field: string): Refusal {
  return refusal(`Two columns are mapped to ${field}; choose one.`, 'field_taken_twice', { field });
}

/**
 * Which field each column of a file becomes: as `map` says (column -> field; an empty field leaves the column out),
 * then by the names of columns, Chinese or English. A field takes the column whose name stands earliest in its list.
 * `set` names fields that have a value for every row.
 */
export function matchColumns(
  noun: ImportNoun,
  columns: readonly string[],
  map: Readonly<Record<string, string>> = {},
  set: Readonly<Record<string, string>> = {},
): ColumnMatch {
  const fields = FIELDS[noun];
  const match: ColumnMatch = {
    fieldOf: new Map(columns.map((column) => [column, null])),
    hints: {},
    errors: [],
  };
  const taken = new Set<string>();
  const given = new Set<string>();
  for (const [column, name] of Object.entries(map)) {
    given.add(column);
    const field = fields.find((one) => one.name === name);
    if (!match.fieldOf.has(column)) match.errors.push(unknownColumn(column, columns));
    else if (name !== '' && !field) match.errors.push(unknownField(noun, name));
    else if (field && taken.has(name)) match.errors.push(takenTwice(name));
    else if (field) {
      match.fieldOf.set(column, field);
      taken.add(name);
    }
  }
  for (const name of Object.keys(set))
    if (!fields.some((field) => field.name === name)) match.errors.push(unknownField(noun, name));
  const free = columns.filter((column) => !given.has(column));
  matchByName(match, fields, free, taken);
  promoteTime(match, taken, set);
  match.hints = hintsOf(match);
  return match;
}

function matchByName(
  match: ColumnMatch,
  fields: readonly Field[],
  columns: readonly string[],
  taken: Set<string>,
): void {
  const candidates = columns.flatMap((column) =>
    fields.flatMap((field) => {
      const rank = rankOf(column, field);
      return rank < 0 ? [] : [{ column, field, rank }];
    }),
  );
  candidates.sort((a, b) => a.rank - b.rank);
  for (const { column, field } of candidates) {
    if (taken.has(field.name) || match.fieldOf.get(column) !== null) continue;
    match.fieldOf.set(column, field);
    taken.add(field.name);
  }
}

/** Place of the column's name among the field's, -1 for none. Hints in a header (`_epsg4543_m`, `_dmy`) are not its name. */
function rankOf(column: string, field: Field): number {
  const folded = foldWord(column);
  const bare =
    field.kind === 'coordinate'
      ? folded.replace(/(epsg\d{4,5}|wgs84|gcj02|bd09)?(m|metres|meters|deg)?$/, '')
      : field.kind === 'instant'
        ? folded.replace(/(dmy|mdy|ymd|utc|iso)$/, '')
        : folded;
  const aliases = field.aliases.map(foldWord);
  const exact = aliases.indexOf(folded);
  return exact >= 0 ? exact : bare === '' ? -1 : aliases.indexOf(bare);
}

/** A lone 时间 or time column is when it happened, not the time of day beside a date. */
function promoteTime(match: ColumnMatch, taken: Set<string>, set: Readonly<Record<string, string>>): void {
  if (taken.has('reportedAt') || 'reportedAt' in set) return;
  for (const [column, field] of match.fieldOf) {
    if (field?.kind !== 'clock') continue;
    const when = FIELDS.incidents.find(({ name }) => name === 'reportedAt');
    if (when) match.fieldOf.set(column, when);
  }
}

function hintsOf(match: ColumnMatch): HeaderHints {
  const hints: HeaderHints = {};
  for (const [column, field] of match.fieldOf) {
    const folded = foldWord(column);
    if (field?.kind === 'coordinate') {
      const epsg = /epsg(\d{4,5})/.exec(folded)?.[1];
      if (epsg) hints.crs = `EPSG:${epsg}`;
      else if (/gcj02/.test(folded)) hints.crs = 'GCJ-02';
      else if (/bd09/.test(folded)) hints.crs = 'BD-09';
    }
    if (field?.kind === 'instant' && /dmy$/.test(folded)) hints.dateOrder = 'dmy';
    if (field?.kind === 'instant' && /mdy$/.test(folded)) hints.dateOrder = 'mdy';
  }
  return hints;
}
