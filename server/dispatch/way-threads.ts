import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type CoverSets, joinCoverSets } from '../../core/coverage/cover-sets.ts';
import type { RoadSpots } from '../../core/coverage/road-covers.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import type { Stretch } from '../../core/network/route.ts';
import type { Direction, Spot } from '../../core/network/spots.ts';
import { DatabaseBusy } from '../database/database.ts';
import { startThread } from '../database/thread.ts';
import type { SearchGraph, WayAnswer, WayAsk, WayQuestion } from './way-protocol.ts';

export interface CoverQuestion {
  direction: Direction;
  facilities: RoadSpots;
  demand: RoadSpots;
  mostSeconds: number;
}
interface Job {
  graph: RoadGraph;
  question: WayQuestion;
  signal: AbortSignal | undefined;
  resolve(answer: WayAnswer): void;
  reject(error: Error): void;
}

/** Searches to a job: long enough to be worth its way to a thread, short enough to share the work. */
const ROWS = 24;
const MOST_THREADS = 4;

/** Searches over the roads in threads of their own, which start when something is asked and wait then. */
export class WayThreads {
  readonly #threads: WayThread[] = [];
  readonly #jobs: Job[] = [];
  readonly #most = Math.min(MOST_THREADS, Math.max(2, availableParallelism() - 1));

  /** Seconds from each spot to each other one, row by row; Infinity: no way, or none within `mostSeconds`. Throws DatabaseBusy once nobody waits any more. */
  async times(
    graph: RoadGraph,
    spots: readonly Spot[],
    mostSeconds: number,
    signal?: AbortSignal,
  ): Promise<Float64Array> {
    const all = new Float64Array(spots.length ** 2);
    const parts = chunks(spots).map(async ({ at, items }) => {
      const answer = await this.#ask(graph, { kind: 'times', from: items, to: spots, mostSeconds }, signal);
      if (answer.kind === 'times') all.set(answer.seconds, at * spots.length);
    });
    await Promise.all(parts);
    return all;
  }

  /** For each leg the stretches of its quickest way; null: there is none. */
  async ways(
    graph: RoadGraph,
    legs: readonly (readonly [from: Spot, to: Spot])[],
  ): Promise<(Stretch[] | null)[]> {
    const parts = chunks(legs).map(async ({ items }) => {
      const answer = await this.#ask(graph, { kind: 'ways', legs: items });
      return answer.kind === 'ways' ? answer.ways : [];
    });
    return (await Promise.all(parts)).flat();
  }

  /** What each facility reaches (`to`: from where it is reached) within `mostSeconds`; see roadCovers. Throws DatabaseBusy once nobody waits any more. */
  async covers(
    graph: RoadGraph,
    { direction, facilities, demand, mostSeconds }: CoverQuestion,
    signal?: AbortSignal,
  ): Promise<CoverSets> {
    const numbers = Array.from(facilities.road.keys());
    const parts = chunks(numbers).map(async ({ at, items }) => {
      const [from, to] = [at, at + items.length];
      const own = {
        road: facilities.road.slice(from, to),
        fraction: facilities.fraction.slice(from, to),
        walkSeconds: facilities.walkSeconds.slice(from, to),
      };
      const question = { kind: 'covers' as const, direction, facilities: own, demand, mostSeconds };
      const answer = await this.#ask(graph, question, signal);
      return answer.kind === 'covers' ? [answer.sets] : [];
    });
    return joinCoverSets((await Promise.all(parts)).flat());
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.splice(0).map((thread) => thread.end()));
  }

  async #ask(graph: RoadGraph, question: WayQuestion, signal?: AbortSignal): Promise<WayAnswer> {
    const answer = await new Promise<WayAnswer>((resolve, reject) => {
      this.#jobs.push({ graph, question, signal, resolve, reject });
      this.#next();
    });
    if (answer.kind === 'failed') throw new Error(answer.reason);
    return answer;
  }

  #next(): void {
    for (const given of this.#jobs.filter(({ signal }) => signal?.aborted)) {
      this.#jobs.splice(this.#jobs.indexOf(given), 1);
      given.reject(new DatabaseBusy('nobody waits for the times of travel any more'));
    }
    const thread = this.#freeThread();
    const job = thread && this.#jobs.shift();
    if (!job) return;
    thread
      .do(job.graph, job.question)
      .then(job.resolve, job.reject)
      .finally(() => this.#next());
    this.#next();
  }

  #freeThread(): WayThread | undefined {
    if (this.#jobs.length === 0) return undefined;
    const living = this.#threads.filter(({ isDead }) => !isDead);
    this.#threads.splice(0, this.#threads.length, ...living);
    const [job] = this.#jobs;
    const free = living.filter(({ isBusy }) => !isBusy);
    const found = free.find((thread) => thread.graph === job?.graph) ?? free[0];
    if (found || living.length >= this.#most) return found;
    const started = new WayThread();
    this.#threads.push(started);
    return started;
  }
}

/** One thread, which does one thing at a time. */
class WayThread {
  graph: RoadGraph | undefined;
  isDead = false;
  #doing: { resolve(answer: WayAnswer): void; reject(error: Error): void } | undefined;
  readonly #worker: Worker;

  constructor() {
    this.#worker = startThread(new URL('./way-worker.ts', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', (answer: WayAnswer) => {
      const doing = this.#doing;
      this.#doing = undefined;
      doing?.resolve(answer);
    });
    this.#worker.on('error', (error) => this.#die(error instanceof Error ? error : new Error(String(error))));
    this.#worker.on('exit', () => this.#die(new Error('a thread that searches the roads ended')));
  }

  get isBusy(): boolean {
    return this.#doing !== undefined;
  }

  do(graph: RoadGraph, question: WayQuestion): Promise<WayAnswer> {
    const isKnown = this.graph === graph;
    this.graph = graph;
    return new Promise((resolve, reject) => {
      this.#doing = { resolve, reject };
      const ask: WayAsk = { graph: isKnown ? null : searchGraph(graph), ...question };
      this.#worker.postMessage(ask);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #die(error: Error): void {
    this.isDead = true;
    this.#doing?.reject(error);
    this.#doing = undefined;
  }
}

function searchGraph({
  roads: _,
  roadIndex: __,
  nodeIndex: ___,
  index: ____,
  ...graph
}: RoadGraph): SearchGraph {
  return graph;
}

function chunks<T>(items: readonly T[]): { at: number; items: readonly T[] }[] {
  return Array.from({ length: Math.ceil(items.length / ROWS) }, (_, chunk) => ({
    at: chunk * ROWS,
    items: items.slice(chunk * ROWS, (chunk + 1) * ROWS),
  }));
}
