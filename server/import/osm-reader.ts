import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { ProblemCode } from '../../core/contract/problem.ts';
import type { Refusal } from '../../core/contract/reason.ts';
import type { RoadFileReport } from '../../core/contract/road-file.ts';
import type { RawRecord } from '../../core/import/accept-row.ts';
import type { RoadTurn } from '../../core/import/osm/piece-turns.ts';
import type { OsmRoad } from '../../core/import/osm/tags.ts';
import { startThread } from '../database/thread.ts';
import { ImportRefused } from './import-refused.ts';
import type { RecordReader } from './record-reader.ts';
import type { Sniffed } from './sniff.ts';

export interface OsmTask {
  path: string;
  format: 'osm' | 'osm.pbf';
  isPacked: boolean;
}

/** What a file of roads holds besides its records: turns between them, by their places among the records, and what is not taken. */
export interface FileNetwork {
  turns: readonly RoadTurn[];
  report: RoadFileReport;
}

/** Roads from the one asked for, or that there are no more. `places` are lng7, lat7 of all their lines, `lengths` numbers to a line. */
export type OsmAnswer =
  | {
      kind: 'roads';
      total: number;
      roads: OsmRoad[];
      lengths: Int32Array;
      places: Int32Array;
      ends: Int32Array;
    }
  | { kind: 'end'; network: FileNetwork }
  | { kind: 'refused'; code: ProblemCode; refusal: Refusal };

/** A file is surveyed, checked and written one after another; its thread waits so long for the next of these. */
const WAIT_MS = 60_000;

/** OSM XML and PBF: a record for each road between two crossings, made in a thread of its own. */
export class OsmReader implements RecordReader {
  readonly fileCrs = 'EPSG:4326';
  network: FileNetwork | undefined;
  readonly #sniffed: Sniffed;
  #worker: Worker | undefined;
  #ending: NodeJS.Timeout | undefined;

  constructor(sniffed: Sniffed) {
    this.#sniffed = sniffed;
  }

  async *open(path: string, onBytes?: (read: number) => void): AsyncGenerator<RawRecord[]> {
    clearTimeout(this.#ending);
    const worker = this.#thread(path);
    worker.ref();
    let isWell = false;
    try {
      for (let first = 0; ; ) {
        const answer = await ask(worker, first);
        if (answer.kind === 'refused') throw new ImportRefused(answer.code, answer.refusal);
        if (answer.kind === 'end') {
          this.network = answer.network;
          isWell = true;
          return;
        }
        yield recordsOf(answer, first);
        first += answer.roads.length;
        onBytes?.((first / answer.total) * this.#sniffed.bytes);
      }
    } finally {
      await this.#rest(worker, isWell);
    }
  }

  #thread(path: string): Worker {
    if (this.#worker) return this.#worker;
    const { format, isPacked } = this.#sniffed;
    const worker = startThread(new URL('./osm-worker.ts', import.meta.url), { path, format, isPacked });
    worker.on('error', () => undefined);
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = undefined;
    });
    this.#worker = worker;
    return worker;
  }

  async #rest(worker: Worker, isWell: boolean): Promise<void> {
    worker.unref();
    const end = async () => {
      this.#worker = undefined;
      await worker.terminate();
    };
    if (!isWell) {
      await end();
      return;
    }
    this.#ending = setTimeout(() => void end(), WAIT_MS);
    this.#ending.unref();
  }
}

async function ask(worker: Worker, first: number): Promise<OsmAnswer> {
  const over = new AbortController();
  const { signal } = over;
  worker.postMessage(first);
  const ended = once(worker, 'exit', { signal }).then(() => {
    throw new Error('the thread that reads the roads ended');
  });
  try {
    const [answer] = await Promise.race([once(worker, 'message', { signal }), ended]);
    return answer as OsmAnswer;
  } finally {
    ended.catch(() => undefined);
    over.abort();
  }
}

function recordsOf(
  { roads, lengths, places, ends }: OsmAnswer & { kind: 'roads' },
  first: number,
): RawRecord[] {
  let at = 0;
  return roads.map((road, i) => {
    const coordinates: [number, number][] = [];
    for (const end = at + lengths[i]!; at < end; at += 2)
      coordinates.push([places[at]! / 1e7, places[at + 1]! / 1e7]);
    const { name, nameZh, nameEn, oneWay, bridge, speedKmh, vehicles } = road;
    return {
      index: first + i + 1,
      values: {
        class: road.class,
        name: name ?? null,
        nameZh: nameZh ?? null,
        nameEn: nameEn ?? null,
        oneWay,
        bridge,
        speedKmh,
        vehicles: vehicles?.join() ?? null,
      },
      geometry: { type: 'LineString', coordinates },
      ends: [ends[i * 2]!, ends[i * 2 + 1]!],
    };
  });
}
