import type { Worker } from 'node:worker_threads';
import { LANES_ONE_WAY } from '../../core/cordon/checkpoint-net-terms.ts';
import type { RoadGraph } from '../../core/network/road-graph.ts';
import { DatabaseBusy } from '../database/database.ts';
import { startThread } from '../database/thread.ts';
import type { FromNet, NetAnswers, NetQuestion, NetRoadsMessage, ToNet } from './checkpoint-net-protocol.ts';
import type { CityTravel } from './road-book.ts';

type Travel = Pick<CityTravel, 'edges' | 'roads'>;

interface Job {
  travel: Travel;
  graph: RoadGraph;
  question: NetQuestion;
  /** Of all who wait for it. */
  signals: AbortSignal[];
  resolve(answer: NetAnswers[NetQuestion['what']]): void;
  reject(error: Error): void;
}

/** Answers that are kept, the last asked for longest. */
const MOST_KEPT = 48;

/**
 * Works the checkpoint net out in a thread of its own, which starts with the first question. One question at a time: those for which nobody waits
 * any more are passed over, and what was answered once is at hand as long as its key is the same.
 */
export class CheckpointNetThread {
  #worker: Worker | undefined;
  #sent: RoadGraph | undefined;
  #doing: Job | undefined;
  readonly #jobs: Job[] = [];
  readonly #kept = new Map<string, { answer: Promise<NetAnswers[NetQuestion['what']]>; job: Job }>();

  /** `key`: of the question with all that it goes by. Throws DatabaseBusy once nobody waits any more. */
  async ask<Q extends NetQuestion>(
    key: string,
    question: Q,
    { travel, graph }: { travel: Travel; graph: RoadGraph },
    signal: AbortSignal,
  ): Promise<NetAnswers[Q['what']]> {
    const known = this.#kept.get(key);
    if (known) {
      known.job.signals.push(signal);
      this.#kept.delete(key);
      this.#kept.set(key, known);
      return (await known.answer) as NetAnswers[Q['what']];
    }
    const asked = this.#queued({ travel, graph, question, signals: [signal] });
    this.#kept.set(key, asked);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    asked.answer.catch(() => this.#kept.get(key) === asked && this.#kept.delete(key));
    this.#next();
    return (await asked.answer) as NetAnswers[Q['what']];
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #queued(asked: Omit<Job, 'resolve' | 'reject'>) {
    const job: Job = { ...asked, resolve: () => undefined, reject: () => undefined };
    const answer = new Promise<NetAnswers[NetQuestion['what']]>((resolve, reject) => {
      job.resolve = resolve;
      job.reject = reject;
    });
    this.#jobs.push(job);
    return { answer, job };
  }

  #next(): void {
    if (this.#doing) return;
    const job = this.#jobs.shift();
    if (!job) return;
    if (job.signals.every(({ aborted }) => aborted)) {
      job.reject(new DatabaseBusy('nobody waits for the checkpoint net any more'));
      this.#next();
      return;
    }
    this.#doing = job;
    const worker = this.#started();
    if (this.#sent !== job.graph) send(worker, { kind: 'roads', roads: roadsOf(job) });
    this.#sent = job.graph;
    send(worker, { kind: 'ask', number: 0, question: job.question });
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = startThread(new URL('./checkpoint-net-worker.ts', import.meta.url));
    worker.unref();
    worker.on('message', (message: FromNet) => {
      if ('answer' in message) this.#done((job) => job.resolve(message.answer));
      else this.#done((job) => job.reject(new Error(message.failed)));
    });
    const ended = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      this.#sent = undefined;
      this.#done((job) => job.reject(error));
    };
    worker.on('error', (error) => ended(error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => ended(new Error('the thread of the checkpoint net ended')));
    this.#worker = worker;
    return worker;
  }

  #done(tell: (job: Job) => void): void {
    const job = this.#doing;
    this.#doing = undefined;
    if (job) tell(job);
    this.#next();
  }
}

function send(worker: Worker, message: ToNet): void {
  worker.postMessage(message);
}

function roadsOf({ travel, graph }: Job): NetRoadsMessage {
  const { nodeCount, points, firstLink, linkStart, linkEnd, linkRoad, linkBackwards } = graph;
  const { linkSeconds, partSeconds, linkMetres, roadLinks } = graph;
  const links = { firstLink, linkStart, linkEnd, linkRoad, linkBackwards };
  return {
    graph: { nodeCount, points, ...links, linkSeconds, partSeconds, linkMetres, roadLinks },
    edges: travel.edges,
    ...ofRoads(travel),
  };
}

function ofRoads({ roads }: Travel): Pick<NetRoadsMessage, 'lanes' | 'kmh'> {
  const [lanes, kmh] = [new Uint8Array(roads.length), new Float64Array(roads.length)];
  for (const [road, { class: roadClass, speedKmh }] of roads.entries()) {
    lanes[road] = LANES_ONE_WAY[roadClass];
    kmh[road] = speedKmh;
  }
  return { lanes, kmh };
}
