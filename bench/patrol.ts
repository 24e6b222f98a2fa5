/** Patrol plans: how near to the best known they come on team orienteering instances, and a city's shift, checked. */
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readChaoInstance } from '../core/patrol/chao-instance.ts';
import { checkPatrol } from '../core/patrol/check-patrol.ts';
import { leftOut } from '../core/patrol/left-out.ts';
import type { PatrolPlan, PatrolProblem } from '../core/patrol/patrol-problem.ts';
import { patrolScore } from '../core/patrol/patrol-score.ts';
import { planPatrol } from '../core/patrol/plan-patrol.ts';
import { madeInstance, madeShift } from './patrol-made.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

interface Solved {
  plan: PatrolPlan;
  greedy: number;
  total: number;
  tries: number;
  firstMs: number;
  broken: number;
}

/**
 * `--instances FOLDER` of files in Chao's format and `--best FILE` of lines `NAME VALUE`; without a folder made ones, beside a run of `--long` seconds.
 * `--seconds` CPU seconds for each, `--shift` for the city's shift, 0: none.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      instances: { type: 'string' },
      best: { type: 'string' },
      seconds: { type: 'string', default: '2' },
      long: { type: 'string', default: '10' },
      shift: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
    },
  });
  const seed = Number(values.seed);
  const known = values.best === undefined ? new Map<string, number>() : knownValues(values.best);
  const instances = values.instances === undefined ? made() : folder(values.instances);
  const long = values.instances === undefined ? Number(values.long) : 0;
  const rows = instances.map(({ name, text }) => {
    const problem = readChaoInstance(text);
    const solved = solve(problem, Number(values.seconds), seed);
    const best = known.get(name) ?? (long > 0 ? solve(problem, long, seed + 1).total : null);
    return rowOf(name, solved, best);
  });
  const parts = rows.flatMap((row) => (typeof row['%'] === 'number' ? [row['%']] : []));
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  printResults('patrol', rows, {
    instances: rows.length,
    'mean % of best': parts.length > 0 ? mean.toFixed(3) : null,
    'least %': percentile(parts, 0),
    'with best': parts.filter((part) => part >= 100).length,
    load,
  });
  if (Number(values.shift) > 0)
    printResults('patrol-shift', [shiftRow(Number(values.shift), seed)], { load });
}

function made(): { name: string; text: string }[] {
  const layouts = ['uniform', 'hexagon'] as const;
  return layouts.flatMap((layout) =>
    [2, 3, 4].map((routes) => ({
      name: `${layout}-${routes}`,
      text: madeInstance(routes, layout, routes, Math.round(150 / routes)),
    })),
  );
}

function folder(path: string): { name: string; text: string }[] {
  return readdirSync(path)
    .sort()
    .map((file) => ({ name: basename(file, '.txt'), text: readFileSync(join(path, file), 'utf8') }));
}

function knownValues(path: string): Map<string, number> {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return new Map(
    lines.map((line) => line.trim().split(/\s+/)).map(([name = '', value]) => [name, Number(value)]),
  );
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function solve(problem: PatrolProblem, seconds: number, seed: number): Solved {
  const began = cpuSeconds();
  const solved: Solved = { plan: { routes: [] }, greedy: 0, total: 0, tries: 0, firstMs: 0, broken: 0 };
  for (const { tries, plan } of planPatrol(problem, seed)) {
    if (tries === 0) solved.firstMs = 1000 * (cpuSeconds() - began);
    if (plan) solved.plan = plan;
    if (tries === 0) solved.greedy = patrolScore(problem, solved.plan).total;
    solved.tries = tries;
    if (cpuSeconds() - began >= seconds) break;
  }
  solved.total = patrolScore(problem, solved.plan).total;
  solved.broken = checkPatrol(problem, solved.plan, solved.total).length;
  return solved;
}

function rowOf(name: string, { greedy, total, tries, broken }: Solved, best: number | null): ResultRow {
  const part = best === null ? null : best === 0 ? 100 : (100 * total) / best;
  return { name, greedy, total, best, '%': part, tries, broken };
}

function shiftRow(seconds: number, seed: number): ResultRow {
  const problem = madeShift(seed);
  const { plan, greedy, total, tries, firstMs, broken } = solve(problem, seconds, seed);
  const { visits, places, requiredMissing, repeatCost } = patrolScore(problem, plan);
  const before = cpuSeconds();
  const reasons = leftOut(problem, plan);
  return {
    seconds,
    greedy,
    total,
    '% of greedy': (100 * total) / greedy,
    firstMs,
    tries,
    visits,
    places,
    requiredMissing,
    repeatCost,
    broken,
    leftOut: reasons.length,
    unfinished: reasons.filter(({ reason }) => reason === 'unfinished').length,
    explainMs: 1000 * (cpuSeconds() - before),
  };
}
