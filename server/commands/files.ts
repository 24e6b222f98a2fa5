import { cityDay } from '../../core/city-time.ts';
import { maskPersonalData, PERSONAL_KINDS, type PersonalKind } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { expectVersion, type Versions } from '../etag.ts';
import { notFound } from '../problem.ts';
import { selectCityZone } from '../queries/city.ts';
import { highestFileNumber, lockFileNumbers } from '../queries/files.ts';
import { type PlacedFeature, type PlacedTable, selectPlacedOne } from '../queries/placed.ts';
import type { Doing } from './command.ts';

/** A case or risk file as it is now, and which kinds of personal data were masked in what was written. */
export interface FileAnswer {
  feature: PlacedFeature;
  masked: readonly PersonalKind[];
}

const TEXT_FIELDS = ['nameZh', 'nameEn', 'text'] as const;

/** Masks several texts and keeps what kinds were found in any of them. */
export class Masking {
  readonly #found = new Set<PersonalKind>();

  /** The text without personal data. */
  text(written: string): string {
    const { text, masked } = maskPersonalData(written);
    for (const kind of masked) this.#found.add(kind);
    return text;
  }

  /** The fields that name and tell of a file, without personal data; those that are not given are left out. */
  fields(written: Partial<Record<(typeof TEXT_FIELDS)[number], string | undefined>>): Record<string, string> {
    return Object.fromEntries(
      TEXT_FIELDS.flatMap((field) => {
        const text = written[field];
        return text === undefined ? [] : [[field, this.text(text)]];
      }),
    );
  }

  get kinds(): PersonalKind[] {
    return PERSONAL_KINDS.filter((kind) => this.#found.has(kind));
  }
}

/** The file as it is, which stays so until the transaction ends. Throws `not_found`, or `version_stale` when it was changed since. */
export async function lockFile(
  tx: Queryable,
  table: PlacedTable,
  id: string,
  versions: Versions,
  { actor }: Doing,
): Promise<PlacedFeature> {
  const file = await selectPlacedOne(tx, table, id, actor.scopeCode, true);
  if (!file) throw notFound(table.noun, `file ${id}`);
  expectVersion(versions, file.properties.version as number);
  return file;
}

/** The day in the city's zone at `now` (ISO 8601 UTC), 'yyyy-mm-dd'. */
export async function cityToday(tx: Queryable, now: string): Promise<string> {
  return cityDay(await selectCityZone(tx), Date.parse(now));
}

/** C2026-0001: letter, year of the city's day `today`, running number. Others who number wait until this transaction ends. */
export async function nextFileNumber(
  tx: Queryable,
  table: 'case_file' | 'risk_file',
  today: string,
): Promise<string> {
  await lockFileNumbers(tx);
  const prefix = `${table === 'case_file' ? 'C' : 'R'}${today.slice(0, 4)}-`;
  const highest = await highestFileNumber(tx, table, prefix);
  return `${prefix}${String(highest + 1).padStart(4, '0')}`;
}
