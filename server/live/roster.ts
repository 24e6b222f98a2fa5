import type { UnitPositionRow } from '../../core/contract/live.ts';
import { MOST_NUMBERS, type NumberedRow } from '../../core/live/position-frame.ts';

/** Numbers the units of one scope in the order in which they were first sent. A number never changes its unit. */
export class Roster {
  readonly ids: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** The rows with their numbers, and those for which no number is left. */
  number(rows: readonly UnitPositionRow[]): { numbered: NumberedRow[]; rest: UnitPositionRow[] } {
    const numbered: NumberedRow[] = [];
    const rest: UnitPositionRow[] = [];
    for (const row of rows) {
      const number = this.#numberOf(row[0]);
      if (number === undefined) rest.push(row);
      else numbered.push({ number, row });
    }
    return { numbered, rest };
  }

  #numberOf(id: string): number | undefined {
    const known = this.#numbers.get(id);
    if (known !== undefined || this.ids.length === MOST_NUMBERS) return known;
    this.#numbers.set(id, this.ids.length);
    return this.ids.push(id) - 1;
  }
}
