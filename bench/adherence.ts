/** Stays at places and strayings from a planned line, told from made shifts of noisy fixes: precision and recall against how it was. */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type FollowedWay, followWay } from '../core/patrol/adherence.ts';
import { fixesInOrder } from '../core/patrol/fixes-in-order.ts';
import { visitsOf } from '../core/patrol/place-visits.ts';
import { metresOff, onPlaneOf, plannedLine } from '../core/patrol/planned-line.ts';
import { type StrayingRule, strayingsOf } from '../core/patrol/strayings.ts';
import {
  type Hits,
  hitsOf,
  type MadeRound,
  madeRound,
  sumOfHits,
  toldStrayings,
  toldVisits,
  trueStrayings,
  trueVisits,
} from '../test/core/patrol/made-round.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

/** The server goes through the positions about so often. */
const LOOK_MS = 30_000;

/** `--seeds N` shifts of eight hours, from `--seed N` on; `--block N` seeds a row's range of precision and recall is told of. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      block: { type: 'string', default: '20' },
    },
  });
  const [seeds, first, block] = [Number(values.seeds), Number(values.seed), Number(values.block)];
  const rules: StrayingRule[] = [
    { limitMetres: 250, persistenceSeconds: 300 },
    { limitMetres: 100, persistenceSeconds: 120 },
  ];
  const visits: Hits[] = [];
  const strayings = rules.map((): Hits[] => []);
  const cpuMs: number[] = [];
  const lookMs: number[] = [];
  let fixes = 0;
  for (let seed = first; seed < first + seeds; seed += 1) {
    const round = madeRound(seed);
    fixes += round.fixes.length;
    const before = process.cpuUsage();
    const told = toldVisits(visitsOf(round.fixes, round.places));
    const strayed = rules.map((rule) => toldStrayings(strayedOf(round, rule)));
    const { user } = process.cpuUsage(before);
    cpuMs.push(user / 1000);
    lookMs.push(...looksAt(round, rules[0]!));
    visits.push(hitsOf(told, trueVisits(round)));
    for (const [i, rule] of rules.entries())
      strayings[i]?.push(hitsOf(strayed[i] ?? [], trueStrayings(round, rule)));
  }
  const rows = [
    rowOf('check-in: 100 m, 120 s', visits, block),
    ...rules.map(({ limitMetres, persistenceSeconds }, i) =>
      rowOf(`straying: ${limitMetres} m, ${persistenceSeconds} s`, strayings[i] ?? [], block),
    ),
  ];
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  printResults('adherence', rows, {
    shifts: seeds,
    fixes,
    'cpu ms a shift p50': percentile(cpuMs, 50),
    'cpu ms a shift p95': percentile(cpuMs, 95),
    'cpu ms a look every 30 s p50': percentile(lookMs, 50),
    'cpu ms a look every 30 s p95': percentile(lookMs, 95),
    load,
  });
}

/** What each look of a live shift costs, going on every half minute from where the last one settled; the line is read anew each time. */
function looksAt({ line, fixes }: MadeRound, rule: StrayingRule): number[] {
  const inOrder = [...fixes].sort((a, b) => a.fixMs - b.fixMs);
  const spent: number[] = [];
  let look: FollowedWay | undefined;
  const first = inOrder[0]?.fixMs ?? 0;
  for (let untilMs = first; untilMs < (inOrder.at(-1)?.fixMs ?? first); untilMs += LOOK_MS) {
    const fromMs = look?.settledMs ?? first;
    const since = inOrder.filter(({ fixMs }) => fixMs >= fromMs && fixMs <= untilMs);
    const before = process.cpuUsage();
    look = followWay(plannedLine(line), since, rule, look?.isDriven);
    spent.push(process.cpuUsage(before).user / 1000);
  }
  return spent;
}

function strayedOf(round: MadeRound, rule: StrayingRule) {
  const used = fixesInOrder(round.fixes);
  const line = plannedLine(round.line);
  return strayingsOf(used, metresOff(line, onPlaneOf(line, used)), rule);
}

/** The least of each `block` shifts tells how far chance goes. */
function rowOf(what: string, all: readonly Hits[], block: number): ResultRow {
  const blocks = Array.from({ length: Math.ceil(all.length / block) }, (_, i) =>
    sumOfHits(all.slice(i * block, (i + 1) * block)),
  );
  const sum = sumOfHits(all);
  return {
    what,
    true: sum.true,
    told: sum.told,
    precision: sum.hits / sum.told,
    recall: sum.hits / sum.true,
    [`least precision of ${block}`]: Math.min(...blocks.map(({ told, hits }) => hits / told)),
    [`least recall of ${block}`]: Math.min(...blocks.map((one) => one.hits / one.true)),
  };
}
