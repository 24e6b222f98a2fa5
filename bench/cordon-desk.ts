import type { AskCheckpoint, AskUnit, CordonAnswer, CordonAsk } from '../core/cordon/ask.ts';
import { columnsOf } from '../core/network/road-columns.ts';
import type { DemoCity } from '../data/city/city.ts';
import { makeCity } from '../data/city/make-city.ts';
import { makeRandom, type Random } from '../data/city/random.ts';
import { rehearseCordons } from '../server/dispatch/cordon-rehearsal.ts';
import { CordonThread } from '../server/dispatch/cordon-thread.ts';
import { percentile, type ResultRow, timeMs } from './table.ts';

const NOW_MS = Date.parse('2026-11-24T08:00:00Z');
const AREA_MINUTES = [0, 2, 5, 10];
const READY_MS = 45_000;
/** When units that were sent have driven for a minute. */
const LATER_MS = READY_MS + 60_000;
/** How far a unit that was not sent has come by then, in units of 1e-7 degree: some 400 metres. */
const ROUND_LAT7 = 36_000;

/** The threads of the cordons on the demo city, warmed as a server warms them: what a dispatcher waits for, areas and ways included. */
export async function deskRows(incidents: number, unitCount: number): Promise<ResultRow[]> {
  const city = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: 100 });
  const threads = [new CordonThread(), new CordonThread()] as const;
  try {
    const cityMs = await timeMs(async () => {
      for (const thread of threads) thread.takeCity(city, messageOf(city));
      const about = { checkpoints: checkpointsOf(city), nowMs: NOW_MS };
      const [plans, areas] = threads;
      await Promise.all([
        rehearseCordons(plans, { of: 'plan', ...about }),
        rehearseCordons(areas, { of: 'areas', ...about }),
      ]);
    });
    const rows: ResultRow[] = [];
    for (const ringMinutes of [null, 15])
      rows.push({
        cityMs: Math.round(cityMs),
        ...(await exitRow(city, threads, incidents, unitCount, ringMinutes)),
      });
    return rows;
  } finally {
    for (const thread of threads) await thread.close();
  }
}

async function exitRow(
  city: DemoCity,
  [plans, areas]: readonly [CordonThread, CordonThread],
  incidents: number,
  unitCount: number,
  ringMinutes: number | null,
): Promise<ResultRow> {
  const answerMs: number[] = [];
  const updateMs: number[] = [];
  const gaps: number[] = [];
  for (let i = 0; i < incidents; i += 1) {
    const random = makeRandom(i + 1, 'cordon desk');
    const ask = askOf(city, unitCount, ringMinutes, random);
    let answer: CordonAnswer | undefined;
    const plan = (asked: CordonAsk) => async () => {
      const atMs = AREA_MINUTES.map((minutes) => asked.nowMs + minutes * 60_000);
      const [told] = await Promise.all([
        plans.ask({ what: 'plan', ask: asked }),
        areas.ask({ what: 'areas', ask: asked, atMs }),
      ]);
      answer = 'refused' in told ? undefined : told;
    };
    answerMs.push(await timeMs(plan(ask)));
    gaps.push(answer?.gaps.length ?? 0);
    updateMs.push(await timeMs(plan(later(ask, answer, random))));
  }
  const times = {
    answerMs: percentile(answerMs, 50),
    answerWorst: Math.max(...answerMs),
    updateMs: percentile(updateMs, 50),
    updateP95: percentile(updateMs, 95),
    updateWorst: Math.max(...updateMs),
  };
  return {
    exits: ringMinutes === null ? 'city' : `ring of ${ringMinutes} min`,
    gaps: percentile(gaps, 50),
    ...Object.fromEntries(Object.entries(times).map(([name, ms]) => [name, Math.round(ms)])),
  };
}

function messageOf({ roads, roadNodes, areas }: DemoCity) {
  const points = new Map(roadNodes.map(({ id, point }) => [id, point] as const));
  const surface = areas.find(({ level }) => level === 'city')?.polygons ?? [];
  return {
    columns: columnsOf(points, roads),
    surface: surface.map((rings) => rings.map((ring) => Int32Array.from(ring))),
  };
}

function askOf(city: DemoCity, unitCount: number, ringMinutes: number | null, random: Random): CordonAsk {
  const { posts } = city;
  const anywhere = () => posts[random.below(posts.length)]!.point;
  const [lng7, lat7] = anywhere();
  return {
    lng7,
    lat7,
    sinceMs: NOW_MS - 120_000,
    nowMs: NOW_MS,
    travel: 'car',
    fast: 1.3,
    slow: 0.7,
    directionDegrees: null,
    marginSeconds: 60,
    ringMs: ringMinutes === null ? null : NOW_MS + ringMinutes * 60_000,
    units: Array.from({ length: unitCount }, (_, i): AskUnit => {
      const [unitLng7, unitLat7] = anywhere();
      return { id: `u${i}`, vehicle: 'car', lng7: unitLng7, lat7: unitLat7, readyAtMs: NOW_MS + READY_MS };
    }),
    checkpoints: checkpointsOf(city),
  };
}

function checkpointsOf({ checkpoints }: DemoCity): AskCheckpoint[] {
  return checkpoints.map(({ code, point, state, nameZh, nameEn }) => ({
    id: code,
    lng7: point[0],
    lat7: point[1],
    heldSinceMs: state === 'open' ? null : NOW_MS - 3_600_000,
    nameZh,
    nameEn,
  }));
}

/** The same later: the first of the units that were sent stands where it should, the others are on the way, those on patrol are elsewhere. */
function later(ask: CordonAsk, answer: CordonAnswer | undefined, random: Random): CordonAsk {
  const nowMs = ask.nowMs + LATER_MS;
  const posts = new Map(answer?.posts.map((post) => [post.holder.id, post]));
  let arrived = false;
  const units = ask.units.map((unit): AskUnit => {
    const readyAtMs = nowMs + READY_MS;
    const post = posts.get(unit.id);
    if (!post) {
      const [lng7, lat7] = [unit.lng7, unit.lat7].map((at) => at + random.below(2 * ROUND_LAT7) - ROUND_LAT7);
      return { ...unit, lng7: lng7!, lat7: lat7!, readyAtMs };
    }
    const { at, way, arrivesMs } = post;
    if (!arrived || arrivesMs <= nowMs) {
      arrived = true;
      return { ...unit, readyAtMs: nowMs, standing: { at, sinceMs: nowMs } };
    }
    const share = (LATER_MS - READY_MS) / (arrivesMs - ask.nowMs - READY_MS);
    return { ...unit, ...alongWay(way, share), readyAtMs: nowMs, sentTo: at };
  });
  return { ...ask, nowMs, units };
}

/** The point of a way, flat [lng7, lat7, ...], at so much of its length. */
function alongWay(way: readonly number[], share: number): { lng7: number; lat7: number } {
  const length = (i: number): number => Math.hypot(way[i + 2]! - way[i]!, way[i + 3]! - way[i + 1]!);
  let left = 0;
  for (let i = 0; i + 3 < way.length; i += 2) left += length(i) * share;
  for (let i = 0; i + 3 < way.length; i += 2) {
    if (left > length(i)) {
      left -= length(i);
      continue;
    }
    const part = length(i) === 0 ? 0 : left / length(i);
    const at = (axis: number): number =>
      Math.round(way[i + axis]! + part * (way[i + 2 + axis]! - way[i + axis]!));
    return { lng7: at(0), lat7: at(1) };
  }
  return { lng7: way.at(-2)!, lat7: way.at(-1)! };
}
