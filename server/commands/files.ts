import { cityDay } from '../../core/city-time.ts';
import { maskPersonalData, PERSONAL_KINDS, type PersonalKind } from '../../core/personal-data.ts';
import type { Queryable } from '../database/database.ts';
import { selectCityZone } from '../queries/city.ts';
import { highestFileNumber, lockFileNumbers } from '../queries/files.ts';
import type { PlacedFeature } from '../queries/placed.ts';

/** A case or risk file as it is now, and which kinds of personal data were masked in what was written. */
export interface FileAnswer {
  feature: PlacedFeature;
  masked: readonly PersonalKind[];
}

/** Masks several texts and keeps what kinds were found in any of them. */
export class Masking {
  readonly #found = new Set<PersonalKind>();

  /** The text without personal data. */
  text(written: string): string {
    const { text, masked } = maskPersonalData(written);
    for (const kind of masked) this.#found.add(kind);
    return text;
  }

  get kinds(): PersonalKind[] {
    return PERSONAL_KINDS.filter((kind) => this.#found.has(kind));
  }
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
