/** Fetches what makes work in a draft and packs it for counting, beside the page: of a year's incidents that takes a while. */
import { ApiError } from '../api/client.ts';
import { type CountableThings, type CountedDays, fetchPlanThings } from '../api/plan-things.ts';
import type { Told } from '../ui/problem-text.ts';

export interface ThingsOrder {
  draftId: string;
  counted: CountedDays;
}
export type ThingsAnswer = { things: CountableThings } | { problem: Told };

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = async ({ data: { draftId, counted } }: MessageEvent<ThingsOrder>) => {
  try {
    const things = await fetchPlanThings(draftId, counted);
    self.postMessage({ things } satisfies ThingsAnswer, buffersOf(things));
  } catch (error) {
    const problem = error instanceof ApiError ? error.problem : { code: 'internal', detail: String(error) };
    self.postMessage({ problem } satisfies ThingsAnswer);
  }
};

/** Handed over, not copied. */
function buffersOf({ index, ground }: CountableThings): Transferable[] {
  return [index, index.pointCells, index.pieceCells, ground.roads, ground.waters]
    .flatMap((part) => Object.values(part))
    .filter((value): value is Int32Array<ArrayBuffer> => ArrayBuffer.isView(value))
    .map(({ buffer }) => buffer);
}
