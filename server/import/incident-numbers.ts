import { toWallTime } from '../../core/zone.ts';
import type { Queryable } from '../database/database.ts';
import { selectNumberHeads } from '../queries/imports.ts';

const DAY_MS = 86_400_000;

interface Day {
  /** yyMMdd. */
  prefix: string;
  last: number;
}

/** Gives incidents their numbers: yyMMdd-nnnn, running on within each day of the city's zone. */
export class IncidentNumbers {
  readonly #zone: string;
  readonly #days = new Map<number, Day>();
  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Learns the highest number of each day that comes up for the first time. Times in milliseconds since 1970. */
  async prepare(db: Queryable, times: readonly number[]): Promise<void> {
    const fresh: Day[] = [];
    let earliest = Infinity;
    let latest = -Infinity;
    for (const time of times) {
      const place = this.#placeOf(time);
      if (this.#days.has(place)) continue;
      const prefix = new Date(place * DAY_MS).toISOString().slice(2, 10).replaceAll('-', '');
      const day = { prefix, last: 0 };
      this.#days.set(place, day);
      fresh.push(day);
      earliest = Math.min(earliest, time);
      latest = Math.max(latest, time);
    }
    if (fresh.length === 0) return;
    const [from, to] = [earliest - DAY_MS, latest + DAY_MS].map((ms) => new Date(ms).toISOString());
    const heads = await selectNumberHeads(db, from as string, to as string);
    for (const day of fresh) day.last = heads.get(day.prefix) ?? 0;
  }

  /** The next number of the day of a time that was prepared. */
  next(reportedMs: number): string {
    const day = this.#days.get(this.#placeOf(reportedMs)) as Day;
    day.last += 1;
    return `${day.prefix}-${String(day.last).padStart(4, '0')}`;
  }

  #placeOf(timeMs: number): number {
    return Math.floor(toWallTime(this.#zone, timeMs) / DAY_MS);
  }
}
