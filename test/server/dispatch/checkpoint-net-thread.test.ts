import { afterAll, describe, expect, it } from 'vitest';
import { makeBlocks } from '../../../bench/network-made.ts';
import { LANES_ONE_WAY } from '../../../core/cordon/checkpoint-net-terms.ts';
import { indexEdges } from '../../../core/network/edge-index.ts';
import { roadGraph } from '../../../core/network/road-graph.ts';
import { DatabaseBusy } from '../../../server/database/database.ts';
import { CheckpointNetDesk } from '../../../server/dispatch/checkpoint-net-desk.ts';
import type { NetQuestion } from '../../../server/dispatch/checkpoint-net-protocol.ts';
import { CheckpointNetThread } from '../../../server/dispatch/checkpoint-net-thread.ts';

const { points, roads } = makeBlocks(600, 4);
const graph = roadGraph(points, roads, { vehicle: 'car' });
const travel = { edges: indexEdges(roads), roads };
const [lngs, lats] = [0, 1].map((at) => [...points.values()].map((point) => point[at]!));
const [west, east] = [Math.min(...lngs!), Math.max(...lngs!)];
const [south, north] = [Math.min(...lats!), Math.max(...lats!)];
/** The western half, from which roads lead east. */
const middle = Math.round((west + east) / 2) + 1;
const area = [
  [
    Int32Array.from([
      west - 9,
      south - 9,
      middle,
      south - 9,
      middle,
      north + 9,
      west - 9,
      north + 9,
      west - 9,
      south - 9,
    ]),
  ],
];
const zone = (lng7: number) => ({ lng7, lat7: Math.round((south + north) / 2), produces: 10, attracts: 1 });
const checkpoint = { id: 'k', lng7: middle - 500, lat7: Math.round((south + north) / 2), isHeld: true };
const situation = { key: 'west', area, checkpoints: [checkpoint], zones: [zone(west), zone(middle - 9000)] };
const net: NetQuestion = { what: 'net', situation };
const closing: NetQuestion = { what: 'closing', situation, closing: { checkpointId: 'k' } };

describe('the thread of the checkpoint net', () => {
  const thread = new CheckpointNetThread();
  afterAll(() => thread.close());
  const ask = (key: string, question: NetQuestion, signal = new AbortController().signal) =>
    thread.ask(key, question, { travel, graph }, signal);

  it('answers as if it were done here', async () => {
    const desk = new CheckpointNetDesk();
    const lanes = Uint8Array.from(roads, (road) => LANES_ONE_WAY[road.class]);
    desk.takeRoads({
      graph,
      edges: travel.edges,
      lanes,
      kmh: Float64Array.from(roads, (road) => road.speedKmh),
    });
    const answer = await ask('net', net);
    expect(answer).toEqual(desk.answer(net));
    expect(
      'crossings' in (answer as object) && (answer as { crossings: object[] }).crossings.length,
    ).toBeGreaterThan(0);
    expect(await ask('closing', closing)).toEqual(desk.answer(closing));
  });

  it('keeps what it answered under its key', async () => {
    expect(await ask('net', net)).toBe(await ask('net', net));
  });

  it('passes over what nobody waits for any more, and answers who asks the same later', async () => {
    const first = ask('one', { ...net, situation: { ...situation, key: 'one' } });
    const gone = new AbortController();
    const left = ask('two', closing, gone.signal);
    const refused = expect(left).rejects.toThrow(DatabaseBusy);
    const last = ask('three', closing);
    gone.abort();
    await refused;
    expect(await last).toEqual(await ask('two', closing));
    await first;
  });
});
