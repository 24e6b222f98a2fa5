import { cityHour } from '../../../core/city-time.ts';
import type { Incident } from '../../../core/contract/incident.ts';
import type { ApiClient } from './api-client.ts';
import type { Random } from './random.ts';

/** Share of a day's incidents in each hour of the city, from midnight. */
const BY_HOUR = [
  2.6, 2.0, 1.5, 1.2, 1.1, 1.3, 2.0, 3.2, 4.2, 4.8, 5.2, 5.4, 5.0, 4.7, 5.0, 5.3, 5.6, 5.9, 6.2, 6.3, 6.1,
  5.7, 4.6, 3.5,
];
const TOTAL = BY_HOUR.reduce((sum, share) => sum + share, 0);
/** New incidents fall this far from past ones, degrees (about 60 m). */
const SPREAD_DEGREES = 0.0006;
const PAST = 2000;

/** Incidents come in near where incidents came in before, with their types and priorities. */
export class Arrivals {
  readonly #api: ApiClient;
  readonly #random: Random;
  readonly #perDay: number;
  readonly #clock: () => number;
  readonly #zone: string;
  #past: Incident[] = [];

  constructor(api: ApiClient, random: Random, perDay: number, clock: () => number, zone: string) {
    this.#api = api;
    this.#random = random;
    this.#perDay = perDay;
    this.#clock = clock;
    this.#zone = zone;
  }

  /** Reads the newest incidents as patterns. */
  async prepare(): Promise<void> {
    this.#past = await this.#api.list<Incident>(`/api/incidents?limit=${PAST}`, PAST);
  }

  /** Seconds to the next incident: it comes at random, at the rate of this hour. */
  wait(): number {
    const hour = Math.floor(cityHour(this.#zone, this.#clock()));
    const perHour = (this.#perDay * (BY_HOUR[hour] ?? 4)) / TOTAL;
    return this.#random.wait(3600 / perHour);
  }

  /** Takes one in. Where it would fall outside the city, nothing happens. */
  async next(): Promise<void> {
    const pattern = this.#random.pick(this.#past);
    if (!pattern) return;
    const [lng, lat] = pattern.geometry.coordinates;
    const shift = () => this.#random.between(-SPREAD_DEGREES, SPREAD_DEGREES);
    const { type, priority, source, net } = pattern.properties;
    await this.#api.send('POST', '/api/incidents', {
      geometry: { type: 'Point', coordinates: [lng + shift(), lat + shift()] },
      properties: { type, priority, source, net, text: '模拟警情 simulated' },
    });
  }
}
