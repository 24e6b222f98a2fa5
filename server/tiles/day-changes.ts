const DAY_MS = 86_400_000;

/** Remembers of each day (UTC) when something of it changed, by a count of all changes. */
export class DayChanges {
  #count = 0;
  #allAt = 0;
  readonly #days = new Map<number, number>();

  /** Something of the day that holds this instant changed. */
  note(ms: number): void {
    this.#count += 1;
    this.#days.set(Math.floor(ms / DAY_MS), this.#count);
  }

  /** Anything may have changed. */
  noteAll(): void {
    this.#count += 1;
    this.#allAt = this.#count;
  }

  /** The last change of the days that [fromMs, toMs) touches. */
  in(fromMs: number, toMs: number): number {
    let last = this.#allAt;
    for (let day = Math.floor(fromMs / DAY_MS); day * DAY_MS < toMs; day += 1)
      last = Math.max(last, this.#days.get(day) ?? 0);
    return last;
  }
}
