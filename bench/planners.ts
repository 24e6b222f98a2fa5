/** Two planners race in one draft over a bad network while a third watches: no edit lost, a partition, three equal screens; acts a second and step latency. */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DraftSessionState } from '../client/planning/draft-state.ts';
import { makeDice } from '../core/basemap/dice.ts';
import { ancestorCode } from '../core/contract/area-code.ts';
import type { Plan } from '../core/plan/plan.ts';
import { openPrepared } from '../data/seed/prepare.ts';
import { verifyPlan } from '../server/publication/verify.ts';
import { draftApiOf, until } from '../test/server/two-planners.ts';
import { type ChildServer, startChild } from './child-server.ts';
import { inFreshFolder, onFreshDatabase } from './city-database.ts';
import { type Check, checksOf, publish } from './planners-checks.ts';
import { innerArcs, play, WatchedSession } from './scripted-planner.ts';
import { percentile, printResults, type ResultRow, timeMs } from './table.ts';
import { type Faults, httpSend, unsure } from './unsure-network.ts';

/** Few: what is counted in grids is not what is measured here. */
const INCIDENTS = 5000;
const LONGEST_SETTLE_MS = 120_000;

interface Options {
  minutes: number;
  seed: number;
  paceMs: number;
}

/** `--minutes N`, `--seed N`, `--pace MS` (between two acts of a planner, on average), `--only embedded|postgres`; PostgreSQL needs BENCH_POSTGRES_URL (a superuser's address). */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: '1' },
      pace: { type: 'string', default: '150' },
      only: { type: 'string' },
    },
  });
  const options = {
    minutes: Number(values.minutes),
    seed: Number(values.seed),
    paceMs: Number(values.pace),
  };
  const rows: ResultRow[] = [];
  const checks: ResultRow[] = [];
  const add = (race: Race): void => {
    rows.push(race.row);
    for (const { check, faults } of race.checks)
      checks.push({ engine: String(race.row.engine), check, ok: faults.length === 0, faults: faults.length });
    for (const { check, faults } of race.checks)
      for (const fault of faults.slice(0, 5)) console.log(`  ${check}: ${fault}`);
  };
  const server = process.env.BENCH_POSTGRES_URL;
  if (server && values.only !== 'embedded')
    await onFreshDatabase(server, async (url) => add(await raceOn('postgres', url, options)));
  if (values.only !== 'postgres') {
    await inFreshFolder(async (folder) => add(await raceOn('embedded', join(folder, 'data'), options)));
  }
  const load = loadavg()
    .map((one) => one.toFixed(1))
    .join(' ');
  printResults('planners', rows, { ...options, load });
  printResults('planners-checks', checks);
  if (checks.some(({ ok }) => !ok)) process.exitCode = 1;
}

interface Race {
  row: ResultRow;
  checks: Check[];
}

async function raceOn(
  engine: 'embedded' | 'postgres',
  location: string,
  { minutes, seed, paceMs }: Options,
): Promise<Race> {
  const where =
    engine === 'postgres' ? { databaseUrl: location, dataDir: '' } : { databaseUrl: null, dataDir: location };
  await (await openPrepared(where, { demo: true, incidents: INCIDENTS, historyDays: 1 })).close();
  const child = await startChild('ours', location);
  let race: Raced;
  try {
    race = await raceAt(child, { minutes, seed, paceMs });
  } finally {
    await child.stop();
  }
  const database = await openPrepared(where, { demo: true });
  try {
    const verdict = await verifyPlan(database, race.draftId);
    const faults = verdict ? verdict.faults : ['it is not in force'];
    const proven = { check: 'the plan in force is proven (TypeScript and SQL)', faults };
    return { row: { engine, ...race.row }, checks: [...race.checks, proven] };
  } finally {
    await database.close();
  }
}

type Raced = Race & { draftId: string };

async function raceAt({ url, tokens }: ChildServer, { minutes, seed, paceMs }: Options): Promise<Raced> {
  const sends = tokens.map((token) => httpSend(url, token));
  const [ann, , eve] = sends as [(typeof sends)[0], (typeof sends)[0], (typeof sends)[0]];
  const { id: draftId } = (await ann('POST', '/api/drafts', { name: '竞赛' })).body;
  const networks = sends.map((send, at) => unsure(send, makeDice(seed * 100 + at)));
  const sessions = networks.map(({ send }) => new WatchedSession(draftApiOf(send)));
  await Promise.all(sessions.map((session, at) => session.open(draftId, at < 2)));
  const [first, second, watcher] = sessions as [WatchedSession, WatchedSession, WatchedSession];
  const seenMs = timesSeen(watcher, [first, second]);
  const plan = first.get().plan;
  if (!plan) throw new Error(`the draft can not be opened: ${first.get().problem?.detail}`);
  const [shared = '', ...own] = largestCommunities(plan);
  const border = innerArcs(plan, shared)[0] ?? 0;
  const faults = networks.map((network) => network.faults);
  for (const one of faults) one.isOn = true;
  let acts = 0;
  const untilMs = performance.now() + minutes * 60_000;
  const racedMs = await timeMs(async () => {
    const counts = await Promise.all(
      [first, second].map((session, place) =>
        play(
          session,
          networks[place]?.send ?? ann,
          { draftId, own: own[place] ?? '', shared, border, place, paceMs },
          makeDice(seed * 100 + 50 + place),
          untilMs,
        ),
      ),
    );
    acts = counts.reduce((sum, one) => sum + one, 0);
  });
  for (const one of faults) one.isOn = false;
  const settled = await settle(ann, draftId, sessions);
  const checks = await checksOf(draftId, { planners: [first, second], watcher, send: eve });
  const published = await publish(draftId, ann, eve);
  for (const session of sessions) session.close();
  const row = rowOf([first, second], { acts, seconds: racedMs / 1000, seenMs, faults });
  return { draftId, row, checks: [settled, ...checks, published] };
}

/** Everything on its way arrives, what is in conflict is let go, and every screen has come to the last step. */
async function settle(
  send: ReturnType<typeof httpSend>,
  draftId: string,
  sessions: readonly WatchedSession[],
): Promise<Check> {
  const check = 'everything on its way arrives when the network is back';
  const late = new Promise<never>((_, reject) =>
    setTimeout(() => reject(new Error('not within two minutes')), LONGEST_SETTLE_MS).unref(),
  );
  const isQuiet = ({ pending, conflict }: DraftSessionState) => pending === 0 && conflict === null;
  const quiet = async (): Promise<void> => {
    // What waited for an undo is sent when that is answered: then there is something on its way once more.
    do {
      for (const session of sessions) {
        await until(session, (state) => state.conflict !== null || isQuiet(state));
        await session.settleConflict('drop');
      }
      const { seq } = (await send('GET', `/api/drafts/${draftId}`)).body;
      for (const session of sessions) await until(session, ({ steps }) => (steps.at(-1)?.seq ?? 0) >= seq);
    } while (!sessions.every((session) => isQuiet(session.get())));
  };
  return await Promise.race([quiet(), late]).then(
    () => ({ check, faults: [] }),
    (error: Error) => ({ check, faults: [error.message] }),
  );
}

/** From when a planner sent a step to when the watcher has it, milliseconds. */
function timesSeen(watcher: WatchedSession, planners: readonly WatchedSession[]): number[] {
  const times: number[] = [];
  let known = 0;
  watcher.subscribe(() => {
    const { steps } = watcher.get();
    for (const { key } of steps.slice(known)) {
      const sent = planners.map((one) => one.sent.get(key)).find((one) => one !== undefined);
      if (sent) times.push(performance.now() - sent.atMs);
    }
    known = steps.length;
  });
  return times;
}

/** Communities by the number of borders between their grids, the most first. */
function largestCommunities(plan: Plan): string[] {
  const counts = new Map<string, number>();
  for (const { left, right } of plan.arcs.values()) {
    const [a, b] = [left, right].map((id) => ancestorCode(plan.grids.get(id ?? '')?.code ?? '', 'community'));
    if (a !== undefined && a === b) counts.set(a, (counts.get(a) ?? 0) + 1);
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([code]) => code);
}

function rowOf(
  planners: readonly WatchedSession[],
  {
    acts,
    seconds,
    seenMs,
    faults,
  }: { acts: number; seconds: number; seenMs: number[]; faults: readonly Faults[] },
): ResultRow {
  const outcomes = planners.flatMap((one) => [...one.outcomes.values()]);
  const latencies = planners.flatMap((one) => one.latenciesMs);
  const sum = (of: (one: Faults) => number) => faults.reduce((total, one) => total + of(one), 0);
  const reasons = new Map<string, number>();
  for (const one of planners)
    for (const [reason, count] of one.refusals) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  return {
    acts,
    'acts/s': acts / seconds,
    edits: outcomes.length,
    inLog: planners.reduce((total, { made }) => total + made.size, 0),
    refused: outcomes.filter((one) => one !== 'made').length,
    undosAsked: planners.reduce((total, { steps }) => total + steps.asked, 0),
    stepP50Ms: percentile(latencies, 50),
    stepP95Ms: percentile(latencies, 95),
    seenP50Ms: percentile(seenMs, 50),
    seenP95Ms: percentile(seenMs, 95),
    requests: sum(({ requests }) => requests),
    cut: sum(({ neverArrived, answersLost }) => neverArrived + answersLost),
    twice: sum(({ sentTwice }) => sentTwice),
    outages: sum(({ outages }) => outages),
    reasons: [...reasons]
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', '),
  };
}
