import { PairIds } from '../geometry/pair-ids.ts';

/** Each place once, by number, in the order they are met. */
export class Points {
  readonly #ids = new PairIds();
  readonly lng7: readonly number[] = this.#ids.first;
  readonly lat7: readonly number[] = this.#ids.second;

  /** The numbers of the places of a flat line [lng7, lat7, ...]. */
  along(line: ArrayLike<number>): number[] {
    const ids: number[] = [];
    for (let i = 0; i + 1 < line.length; i += 2) ids.push(this.idOf(line[i] ?? 0, line[i + 1] ?? 0));
    return ids;
  }

  /** The number of a place. */
  idOf(lng7: number, lat7: number): number {
    return this.#ids.idOf(lng7, lat7);
  }
}
