import type { Worker } from 'node:worker_threads';
import type { AskCheckpoint } from '../../core/cordon/ask.ts';
import { toInt7 } from '../../core/geometry/integer.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { UNIT_VEHICLES, type UnitVehicle } from '../../core/vocabulary.ts';
import type { Database } from '../database/database.ts';
import { startThread } from '../database/thread.ts';
import type { CityRoads } from '../live/road-network.ts';
import { selectArea } from '../queries/areas.ts';
import { selectCity } from '../queries/city.ts';
import type { CityMessage, CordonAnswers, CordonQuestion, FromCordon, ToCordon } from './cordon-protocol.ts';
import type { CityTravel, RoadBook } from './road-book.ts';

interface Waiting {
  resolve: (answer: CordonAnswers[CordonQuestion['what']]) => void;
  reject: (error: Error) => void;
}

/** Plans cordons in a thread of its own, which is started with the first question and gets the roads as they are at each. */
export class CordonPlanner {
  readonly #database: Database;
  readonly #roads: RoadBook;
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #asked = 0;
  #city: CityTravel | undefined;
  readonly #sent = new Map<UnitVehicle, RoadGraph>();

  constructor({ database, roads }: { database: Database; roads: RoadBook }) {
    this.#database = database;
    this.#roads = roads;
  }

  /** The answer to a question on the roads as they are at an instant, milliseconds since 1970. */
  async ask<Q extends CordonQuestion>(question: Q, nowMs: number): Promise<CordonAnswers[Q['what']]> {
    const travel = await this.#roads.current();
    const surface = travel === this.#city ? undefined : await this.#surface();
    const worker = this.#started();
    if (surface && travel !== this.#city) this.#sendCity(worker, travel, surface);
    for (const vehicle of UNIT_VEHICLES) this.#sendSeconds(worker, vehicle, travel.graph(vehicle, nowMs));
    this.#asked += 1;
    const number = this.#asked;
    const answered = new Promise<CordonAnswers[CordonQuestion['what']]>((resolve, reject) =>
      this.#waiting.set(number, { resolve, reject }),
    );
    send(worker, { kind: 'ask', number, question });
    return (await answered) as CordonAnswers[Q['what']];
  }

  /** Has the thread and its roads ready before the first question, which would wait for them. */
  warm(checkpoints: readonly AskCheckpoint[], nowMs: number): void {
    if (!this.#worker) this.ask({ what: 'spots', places: [], checkpoints }, nowMs).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startThread(new URL('./cordon-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', (message: FromCordon) => {
      const waiting = this.#waiting.get(message.number);
      this.#waiting.delete(message.number);
      if ('answer' in message) waiting?.resolve(message.answer);
      else waiting?.reject(new Error(message.failed));
    });
    worker.on('error', (error) => this.#ended(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => this.#ended(new Error('the thread of the cordons ended')));
    this.#worker = worker;
    this.#city = undefined;
    return worker;
  }

  /** Whoever waits is told; the next question starts another thread. */
  #ended(error: Error): void {
    this.#worker = undefined;
    this.#city = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  #sendCity(worker: Worker, travel: CityTravel, surface: CityMessage['surface']): void {
    send(worker, { kind: 'city', city: { ...packed(travel.city), surface } });
    this.#city = travel;
    this.#sent.clear();
  }

  #sendSeconds(worker: Worker, vehicle: UnitVehicle, graph: RoadGraph): void {
    if (this.#sent.get(vehicle) === graph) return;
    const { linkSeconds, partSeconds } = graph;
    send(worker, { kind: 'seconds', seconds: { vehicle, linkSeconds, partSeconds } });
    this.#sent.set(vehicle, graph);
  }

  async #surface(): Promise<CityMessage['surface']> {
    const city = await selectCity(this.#database);
    const area = city && (await selectArea(this.#database, city.code, city.code));
    return area ? polygonsOf(area.geometry) : [];
  }
}

function send(worker: Worker, message: ToCordon): void {
  worker.postMessage(message);
}

/** Roads as they go to a thread: their lines in one array. */
export function packed({ points, roads }: Pick<CityRoads, 'points' | 'roads'>): Omit<CityMessage, 'surface'> {
  const starts = new Int32Array(roads.length + 1);
  roads.forEach(({ line }, i) => {
    starts[i + 1] = starts[i]! + line.length;
  });
  const lines = new Int32Array(starts[roads.length]!);
  const plain = roads.map(({ line, ...road }, i) => {
    lines.set(line, starts[i]!);
    return road;
  });
  return { points, roads: plain, starts, lines };
}

/** A surface as GeoJSON, as polygons of flat rings. */
export function polygonsOf(geometry: object): CityMessage['surface'] {
  const { type, coordinates } = geometry as { type: string; coordinates: unknown };
  const polygons = (type === 'Polygon' ? [coordinates] : coordinates) as number[][][][];
  return polygons.map((rings) => rings.map((ring) => Int32Array.from(ring.flat(), toInt7)));
}
