import { BUFFER } from './clip.ts';
import { EXTENT, type TileFrame, type WorldBox } from './mercator.ts';

/** Changes that are told apart; older ones count as changes of everything. */
const MOST = 512;

/** Remembers where something changed, so that only the tiles there are made anew. */
export class Touches {
  static #made = 0;
  readonly #generation = ++Touches.#made;
  readonly #boxes = new Float64Array(MOST * 4);
  #last = 0;
  /** The last change that touched everything, or is too old to be told apart. */
  #everywhere = 0;

  touch(box: WorldBox): void {
    this.#last += 1;
    this.#boxes.set(box, (this.#last % MOST) * 4);
    this.#everywhere = Math.max(this.#everywhere, this.#last - MOST);
  }

  touchAll(): void {
    this.#last += 1;
    this.#everywhere = this.#last;
  }

  /** As long as this stays the same, so does the tile: nothing changed in it or its buffer. */
  stateAt(frame: TileFrame): string {
    return `${this.#generation}.${this.#lastIn(frame)}`;
  }

  #lastIn({ originX, originY, scale }: TileFrame): number {
    const [before, after] = [BUFFER * scale, (EXTENT + BUFFER) * scale];
    for (let change = this.#last; change > this.#everywhere; change -= 1) {
      const at = (change % MOST) * 4;
      if (
        this.#boxes[at]! <= originX + after &&
        this.#boxes[at + 1]! <= originY + after &&
        this.#boxes[at + 2]! >= originX - before &&
        this.#boxes[at + 3]! >= originY - before
      )
        return change;
    }
    return this.#everywhere;
  }
}
