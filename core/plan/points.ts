/** Each place once, by number, in the order they are met. */
export class Points {
  readonly lng7: number[] = [];
  readonly lat7: number[] = [];
  readonly #ids = new Map<number, Map<number, number>>();

  /** The numbers of the places of a flat line [lng7, lat7, ...]. */
  along(line: ArrayLike<number>): number[] {
    const ids: number[] = [];
    for (let i = 0; i + 1 < line.length; i += 2) ids.push(this.idOf(line[i] ?? 0, line[i + 1] ?? 0));
    return ids;
  }

  /** The number of a place. */
  idOf(lng7: number, lat7: number): number {
    let column = this.#ids.get(lng7);
    if (!column) {
      column = new Map();
      this.#ids.set(lng7, column);
    }
    let id = column.get(lat7);
    if (id === undefined) {
      id = this.lng7.push(lng7) - 1;
      this.lat7.push(lat7);
      column.set(lat7, id);
    }
    return id;
  }
}
