/** Cordons round incidents in a made city and in the demo city: an answer, an update, choices, and how often they are proven. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { cordonChoices } from '../core/cordon/choices.ts';
import { planCordon } from '../core/cordon/plan-cordon.ts';
import type { CordonPlan } from '../core/cordon/plan-types.ts';
import type { CordonProblem, CordonUnit } from '../core/cordon/problem.ts';
import { withClosures } from '../core/cordon/roads.ts';
import { makeRandom, type Random } from '../data/city/random.ts';
import { type CordonCity, demoCordonCity, makeCordonCity, makeCordonProblem } from './cordon-city.ts';
import { deskRows } from './cordon-desk.ts';
import { percentile, printResults, type ResultRow, timeMs } from './table.ts';

const LATER_SECONDS = 45;

interface Sample {
  plan: CordonPlan;
  again: CordonPlan;
  choices: number;
  answerMs: number;
  reportMs: number;
  closureMs: number;
  allReportMs: number;
  choicesMs: number;
}

/** `--roads N` of the made city (0: none), `--demo` the demo city too, `--desk` what a dispatcher waits for there, `--incidents N`, `--units N`, `--ago S,...` seconds before the plan. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      roads: { type: 'string', default: '20000' },
      demo: { type: 'boolean', default: false },
      desk: { type: 'boolean', default: false },
      incidents: { type: 'string', default: '20' },
      units: { type: 'string', default: '60' },
      ago: { type: 'string', default: '60,180,300' },
    },
  });
  if (values.desk) {
    const rows = await deskRows(Number(values.incidents), Number(values.units));
    return printResults('cordon', rows, {
      units: Number(values.units),
      load: loadavg()[0]!.toFixed(1),
      note: 'ms: the roads taken in and the threads warmed, then answers, the first with the others, and updates 105 s later (every unit has moved, those that have arrived stand): median and worst; areas included',
    });
  }
  const cities: [string, CordonCity][] = [];
  if (Number(values.roads) > 0) cities.push(['made', makeCordonCity(Number(values.roads), 1)]);
  if (values.demo) cities.push(['demo', demoCordonCity()]);
  const rows: ResultRow[] = [];
  for (const [name, city] of cities)
    for (const ago of values.ago.split(',').map(Number)) {
      const samples: Sample[] = [];
      for (let incident = 0; incident < Number(values.incidents); incident += 1) {
        const random = makeRandom(incident + 1, `cordon ${ago}`);
        samples.push(await measure(makeCordonProblem(city, Number(values.units), ago, random), random));
      }
      rows.push({ city: name, roads: city.roadCount, ago, ...rowOf(samples) });
    }
  printResults('cordon', rows, {
    units: Number(values.units),
    load: loadavg()
      .map((one) => one.toFixed(1))
      .join(' '),
    note: `ms: median and worst of incidents; answer: the first plan; report, closure, all: ${LATER_SECONDS} s later one unit reports, three roads close, every unit reports; proven: in percent, of the answers and of the updates`,
  });
}

async function measure(problem: CordonProblem, random: Random): Promise<Sample> {
  let plan = planCordon(problem);
  const answerMs = await timeMs(() => {
    plan = planCordon(problem);
  });
  const later = inForce(problem, plan, random);
  let again = plan;
  const update = (changed: CordonProblem): Promise<number> =>
    timeMs(() => {
      again = planCordon(changed);
    });
  const reportMs = await update(later);
  const links = Array.from({ length: 3 }, () => random.below(problem.roads.linkEnd.length));
  const closureMs = await update({ ...later, roads: withClosures(problem.roads, links, []) });
  const allReportMs = await update({ ...later, units: later.units.map((unit) => moved(unit, 1)) });
  let choices = 0;
  const choicesMs = await timeMs(() => {
    choices = cordonChoices(problem).length;
  });
  return { plan, again, choices, answerMs, reportMs, closureMs, allReportMs, choicesMs };
}

/** The problem a little later: who has arrived stands, the others are on their way, and one of them is not where it was thought to be. */
function inForce(problem: CordonProblem, plan: CordonPlan, random: Random): CordonProblem {
  const nowSeconds = problem.nowSeconds + LATER_SECONDS;
  const units = problem.units.map((unit): CordonUnit => {
    const post = plan.posts.find(({ holder }) => holder.id === unit.id);
    if (!post) return unit;
    const { node, arrivesSeconds } = post;
    const left = Math.max(0, arrivesSeconds - nowSeconds) * unit.speedFactor;
    const there = { ...unit, readyAtSeconds: 0, starts: [{ node, offsetSeconds: left }] };
    return left > 0
      ? { ...there, sentTo: node }
      : { ...there, standing: { node, sinceSeconds: arrivesSeconds } };
  });
  const late = random.below(units.length);
  return { ...problem, nowSeconds, units: units.map((unit, i) => (i === late ? moved(unit, 90) : unit)) };
}

function moved(unit: CordonUnit, seconds: number): CordonUnit {
  const starts = unit.starts.map(({ node, offsetSeconds }) => ({
    node,
    offsetSeconds: offsetSeconds + seconds,
  }));
  return { ...unit, starts };
}

function rowOf(samples: readonly Sample[]): ResultRow {
  const share = (is: (sample: Sample) => boolean): number =>
    Math.round((100 * samples.filter(is).length) / samples.length);
  const median = (of: (sample: Sample) => number): number => percentile(samples.map(of), 50);
  const times = (name: keyof Sample & `${string}Ms`): ResultRow => ({
    [name]: Math.round(median((sample) => sample[name])),
    [`${name.slice(0, -2)}Worst`]: Math.round(
      percentile(
        samples.map((sample) => sample[name]),
        100,
      ),
    ),
  });
  return {
    'closed%': share(({ plan }) => plan.gaps.length === 0),
    'proven%': share(({ plan }) => plan.isExact),
    'againProven%': share(({ again }) => again.isExact),
    units: median(({ plan }) => plan.unitCount),
    gaps: median(({ plan }) => plan.gaps.length),
    newOrders: median(({ again }) => again.newOrders),
    choices: median(({ choices }) => choices),
    ...times('answerMs'),
    ...times('reportMs'),
    ...times('closureMs'),
    ...times('allReportMs'),
    ...times('choicesMs'),
  };
}
