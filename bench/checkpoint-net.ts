/** The checkpoint net of the demo city and of districts: the first answer, the same again, and what closing each checkpoint costs. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { isWithinCode } from '../core/contract/area-code.ts';
import { LANES_ONE_WAY } from '../core/cordon/checkpoint-net-terms.ts';
import { indexEdges } from '../core/network/edge-index.ts';
import { roadGraph } from '../core/network/road-graph.ts';
import type { DemoCity } from '../data/city/city.ts';
import { makeCity } from '../data/city/make-city.ts';
import { CheckpointNetDesk } from '../server/dispatch/checkpoint-net-desk.ts';
import type { NetAnswer, NetSituation } from '../server/dispatch/checkpoint-net-protocol.ts';
import { zonesOf } from '../server/dispatch/checkpoint-net-zones.ts';
import { percentile, printResults, type ResultRow, timeMs } from './table.ts';

/** `--areas CODE,...`: whose borders; the first answer of all meets a compiler that has seen nothing yet. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { areas: { type: 'string', default: '630100,630102,630121' } },
  });
  const city = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: 100 });
  const desk = deskOf(city);
  const rows: ResultRow[] = [];
  for (const code of values.areas.split(',')) rows.push(await measure(desk, city, code));
  printResults('checkpoint-net', rows, {
    load: loadavg()[0]!.toFixed(1),
    note: 'ms: first answer, the same again, closing a checkpoint (median and worst of all); crossings without a checkpoint, of them past none at all',
  });
}

function deskOf({ roads, roadNodes }: DemoCity): CheckpointNetDesk {
  const points = new Map(roadNodes.map(({ id, point }) => [id, point] as const));
  const desk = new CheckpointNetDesk();
  desk.takeRoads({
    graph: roadGraph(points, roads, { vehicle: 'car' }),
    edges: indexEdges(roads),
    lanes: Uint8Array.from(roads, (road) => LANES_ONE_WAY[road.class]),
    kmh: Float64Array.from(roads, ({ speedKmh }) => speedKmh),
  });
  return desk;
}

async function measure(desk: CheckpointNetDesk, city: DemoCity, code: string): Promise<ResultRow> {
  const situation = situationOf(city, code);
  let net: NetAnswer | undefined;
  const ask = (): void => {
    net = desk.answer({ what: 'net', situation }) as NetAnswer;
  };
  const firstMs = await timeMs(ask);
  const againMs = await timeMs(ask);
  const closingMs: number[] = [];
  for (const { id } of net?.checkpoints ?? [])
    closingMs.push(
      await timeMs(() => desk.answer({ what: 'closing', situation, closing: { checkpointId: id } })),
    );
  const bare = net?.crossings.filter(({ own }) => own.length === 0) ?? [];
  return {
    area: code,
    zones: situation.zones.length,
    crossings: net?.crossings.length ?? 0,
    bare: bare.length,
    free: bare.filter(({ leaves }) => leaves === 'free').length,
    lanes: net?.least.lanes ?? 0,
    roads: net?.least.roads ?? 0,
    firstMs: Math.round(firstMs),
    againMs: Math.round(againMs),
    closingMs: Math.round(percentile(closingMs, 50)),
    closingWorstMs: Math.round(percentile(closingMs, 100)),
  };
}

function situationOf({ areas, grids, checkpoints, institutions }: DemoCity, code: string): NetSituation {
  const area = areas.find((one) => one.code === code)?.polygons ?? [];
  const placed = grids.map(({ label: [lng7, lat7], ...grid }) => ({ ...grid, lng7, lat7 }));
  const institutionCodes = institutions.map(({ areaCode }) => areaCode);
  return {
    key: code,
    area: area.map((rings) => rings.map((ring) => Int32Array.from(ring))),
    zones: zonesOf(placed, code, institutionCodes).zones,
    checkpoints: checkpoints
      .filter(({ areaCode }) => isWithinCode(areaCode, code))
      .map(({ code: id, point: [lng7, lat7], state }) => ({ id, lng7, lat7, isHeld: state !== 'open' })),
  };
}
