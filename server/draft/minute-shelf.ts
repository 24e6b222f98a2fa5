/** So long a thing is taken as it was read. */
const KEPT_MS = 60_000;

interface Kept<T> {
  sinceMs: number;
  thing: Promise<T>;
}

/** What takes long to read, for a minute: who asks for the same meanwhile gets the same, and who asks while it is read waits for that. */
export class MinuteShelf<T> {
  readonly #clock: () => number;
  readonly #most: number;
  readonly #kept = new Map<string, Kept<T>>();

  /** Keeps at most so many. */
  constructor(clock: () => number, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  /** The thing of a key, read now (milliseconds since 1970) where it is not there; what can not be read is not kept. */
  async get(key: string, read: (nowMs: number) => Promise<T>): Promise<T> {
    const nowMs = this.#clock();
    const known = this.#kept.get(key);
    const age = known ? nowMs - known.sinceMs : KEPT_MS;
    const kept = known && age >= 0 && age < KEPT_MS ? known : this.#put(key, nowMs, read(nowMs));
    try {
      return await kept.thing;
    } catch (error) {
      this.#drop(key, kept);
      throw error;
    }
  }

  #put(key: string, sinceMs: number, thing: Promise<T>): Kept<T> {
    const kept = { sinceMs, thing };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > this.#most) this.#kept.delete(oldest);
    setTimeout(() => this.#drop(key, kept), KEPT_MS).unref();
    return kept;
  }

  #drop(key: string, kept: Kept<T>): void {
    if (this.#kept.get(key) === kept) this.#kept.delete(key);
  }
}
