import { DatabaseBusy } from '../database.ts';

/** One place at a time, in order of asking. */
export class Slot {
  #free = true;
  readonly #queue: (() => void)[] = [];

  /** Whether somebody holds the place or waits for it. */
  get isBusy(): boolean {
    return !this.#free;
  }

  /** Waits for the place; the returned function gives it back. Throws DatabaseBusy after `limitMs` (0: never). */
  async take(limitMs: number): Promise<() => void> {
    if (this.#free) this.#free = false;
    else await this.#wait(limitMs);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const next = this.#queue.shift();
      if (next) next();
      else this.#free = true;
    };
  }

  #wait(limitMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = () => {
        this.#queue.splice(this.#queue.indexOf(go), 1);
        reject(
          new DatabaseBusy(
            'the database is busy with other work (inside a transaction use the transaction, not the database)',
          ),
        );
      };
      const timer = limitMs > 0 ? setTimeout(giveUp, limitMs) : undefined;
      this.#queue.push(go);
    });
  }
}
