import type { AskUnit, CordonAnswer, CordonAsk } from '../core/cordon/ask.ts';
import type { DemoCity } from '../data/city/city.ts';
import { makeCity } from '../data/city/make-city.ts';
import { makeRandom, type Random } from '../data/city/random.ts';
import { CordonDesk } from '../server/dispatch/cordon-desk.ts';
import { packed } from '../server/dispatch/cordon-planner.ts';
import type { CordonAnswers } from '../server/dispatch/cordon-protocol.ts';
import { percentile, type ResultRow, timeMs } from './table.ts';

const NOW_MS = Date.parse('2026-11-24T08:00:00Z');
const AREAS_MS = [0, 120_000, 300_000, 600_000].map((ms) => NOW_MS + ms);
const LATER_MS = 45_000;

/** The thread of the cordons on the demo city: what a dispatcher waits for, areas and ways included. */
export async function deskRows(incidents: number, unitCount: number): Promise<ResultRow[]> {
  const city = makeCity({ asOf: '2026-11-24T00:00:00Z', incidents: 100 });
  const desk = new CordonDesk();
  const cityMs = await timeMs(() => desk.takeCity(messageOf(city)));
  const rows: ResultRow[] = [];
  for (const ringMinutes of [null, 15]) {
    const answerMs: number[] = [];
    const updateMs: number[] = [];
    const gaps: number[] = [];
    for (let i = 0; i < incidents; i += 1) {
      const ask = askOf(city, unitCount, ringMinutes, makeRandom(i + 1, 'cordon desk'));
      let answer: CordonAnswer | undefined;
      const plan = (asked: CordonAsk) => () => {
        const told = desk.answer({ what: 'plan', ask: asked, areasAtMs: AREAS_MS, memory: `${i}` });
        answer = answerOf(told as CordonAnswers['plan']);
      };
      answerMs.push(await timeMs(plan(ask)));
      gaps.push(answer?.gaps.length ?? 0);
      updateMs.push(await timeMs(plan(later(ask, answer))));
    }
    // The first question has the ground made, and the compiler has seen nothing yet.
    const rest = (all: number[]) => all.slice(1);
    const [first, median, worst] = [
      answerMs[0]!,
      percentile(rest(answerMs), 50),
      Math.max(...rest(answerMs)),
    ];
    const update = [percentile(rest(updateMs), 50), Math.max(...rest(updateMs))];
    const times = { cityMs, firstMs: first, answerMs: median, answerWorst: worst };
    const rounded = Object.entries({ ...times, updateMs: update[0]!, updateWorst: update[1]! });
    rows.push({
      exits: ringMinutes === null ? 'city' : `ring of ${ringMinutes} min`,
      gaps: percentile(gaps, 50),
      ...Object.fromEntries(rounded.map(([name, ms]) => [name, Math.round(ms)])),
    });
  }
  return rows;
}

function answerOf(told: CordonAnswers['plan']): CordonAnswer | undefined {
  return 'answer' in told ? told.answer : undefined;
}

function messageOf({ roads, roadNodes, areas }: DemoCity) {
  const points = new Map(roadNodes.map(({ id, point }) => [id, point] as const));
  const surface = areas.find(({ level }) => level === 'city')?.polygons ?? [];
  return {
    ...packed({ points, roads }),
    surface: surface.map((rings) => rings.map((ring) => Int32Array.from(ring))),
  };
}

function askOf(
  { posts, checkpoints }: DemoCity,
  unitCount: number,
  ringMinutes: number | null,
  random: Random,
): CordonAsk {
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
      return { id: `u${i}`, vehicle: 'car', lng7: unitLng7, lat7: unitLat7, readyAtMs: NOW_MS + 45_000 };
    }),
    checkpoints: checkpoints.map(({ code, point, state, nameZh, nameEn }) => ({
      id: code,
      lng7: point[0],
      lat7: point[1],
      heldSinceMs: state === 'open' ? null : NOW_MS - 3_600_000,
      nameZh,
      nameEn,
    })),
  };
}

/** The same a little later: units are on the way to where they were sent, but for the first, which has arrived. */
function later(ask: CordonAsk, answer: CordonAnswer | undefined): CordonAsk {
  const nowMs = ask.nowMs + LATER_MS;
  const posts = new Map(answer?.posts.map((post) => [post.holder.id, post]));
  let arrived = false;
  const units = ask.units.map((unit): AskUnit => {
    const at = posts.get(unit.id)?.at;
    if (!at) return unit;
    if (arrived) return { ...unit, sentTo: at };
    arrived = true;
    return { ...unit, standing: { at, sinceMs: nowMs } };
  });
  return { ...ask, nowMs, units };
}
