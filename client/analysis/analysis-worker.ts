/** Holds the city's incidents as columns and answers what the Analyse workspace asks about them. */
import type { IncidentChunk } from '../../core/contract/incident-chunk.ts';
import type { IncidentCubes } from '../../core/contract/incident-cube.ts';
import { AnalysisEngine } from './analysis-engine.ts';
import type { AnalysisAnswer, AnalysisCommand, AnalysisQuestion, History } from './analysis-protocol.ts';
import { AskedHistory, TooMany } from './asked-history.ts';
import type { AnalysisDensity } from './density-wish.ts';
import { fetchChunks, fetchCubes, fetchIndex, get, type Index, NotLoaded } from './fetch-history.ts';
import { type Ground, groundOf } from './ground.ts';
import { HeldHistory } from './held-history.ts';
import type { JobParameters } from './jobs.ts';
import { JobRunner } from './run-jobs.ts';
import type { SplitAsked } from './split-wish.ts';

declare const self: DedicatedWorkerGlobalScope;

const MINUTE_MS = 60_000;

let held: HeldHistory | undefined;
let engine: AnalysisEngine | undefined;
/** In the place of `held` and `engine` where the server counts. */
let asked: AskedHistory | undefined;
let answering: AbortController | undefined;
let question: AnalysisQuestion | undefined;
let isAskedFor = false;
let loading: Promise<void> | undefined;
const waiting: Extract<AnalysisCommand, { kind: 'run' }>[] = [];
const jobs = new JobRunner(say);

self.onmessage = ({ data }: MessageEvent<AnalysisCommand>) => {
  if (data.kind === 'load') void bring(true);
  else if (data.kind === 'look') void bring(false);
  else if (data.kind === 'cancel') jobs.cancel(data.id);
  else if (data.kind === 'run') run(data);
  else {
    question = data.question;
    schedule();
  }
};

function say(answer: AnalysisAnswer, transfer: Transferable[] = []): void {
  self.postMessage(answer, transfer);
}

/** Answers only after the messages that are already waiting: of several questions the last is answered. */
function schedule(): void {
  if (isAskedFor) return;
  isAskedFor = true;
  setTimeout(() => {
    isAskedFor = false;
    if (!question) return;
    if (asked) void ask(asked, question);
    if (!engine) return;
    say({ kind: 'summary', summary: engine.summary(question) });
    if (question.density) draw(engine, question, question.density);
    if (question.split) void drawSplit(engine, question, question.split);
  });
}

/** The question that is being answered, and whether another one waits. */
let wanted: AnalysisQuestion | undefined;
let isAgain = false;

/** One question at a time goes to the server; while it is answered the last one that comes waits. An answer under other clauses is not waited for. */
async function ask(from: AskedHistory, next: AnalysisQuestion): Promise<void> {
  if (wanted) {
    const isOther = JSON.stringify(wanted.clauses) !== JSON.stringify(next.clauses);
    isAgain = true;
    if (isOther) answering?.abort();
    return;
  }
  wanted = next;
  answering = new AbortController();
  const { signal } = answering;
  try {
    const summary = await from.summary(next, signal);
    say({ kind: 'summary', summary });
    const { density, clauses } = next;
    const ground = density?.corrected ? groundFor(clauses.within) : null;
    if (density && ground !== undefined) {
      const picture = await from.picture(next, density, summary.selected, ground ?? undefined, signal);
      say({ kind: 'density', picture }, [picture.image.data.buffer]);
    }
    if (next.split) void drawSplitOf(from, next, next.split);
  } catch (error) {
    if (!signal.aborted)
      say({ kind: 'failed', problem: error instanceof NotLoaded ? error.problem : UNREACHABLE });
  } finally {
    wanted = undefined;
    if (isAgain) schedule();
    isAgain = false;
  }
}
/** A border that could not be had is asked for again after so long. */
const GROUND_AGAIN_MS = 15_000;
let known: { within: string | null; ground: Ground | null } | undefined;
let awaited: string | null | undefined;

function draw(engine: AnalysisEngine, { clauses, window }: AnalysisQuestion, asked: AnalysisDensity): void {
  const ground = asked.corrected ? groundFor(clauses.within) : null;
  if (ground === undefined) return;
  const picture = engine.picture(asked, window, ground ?? undefined);
  say({ kind: 'density', picture }, [picture.image.data.buffer]);
}

/** So long the worker may be deaf to the page. */
const DEAF_MS = 25;
let splitting = 0;

/** Draws until something else is asked, or until the history has changed. */
async function drawSplit(
  by: AnalysisEngine,
  { clauses, window }: AnalysisQuestion,
  asked: SplitAsked,
): Promise<void> {
  const mine = ++splitting;
  const ground = asked.corrected ? groundFor(clauses.within) : null;
  if (ground === undefined) return;
  const work = by.split(asked, window, ground ?? undefined);
  let heardMs = performance.now();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) {
      const pixels = step.value.panels.map((panel) => panel.pixels.buffer);
      return say({ kind: 'split', split: step.value }, pixels);
    }
    if (performance.now() - heardMs < DEAF_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (mine !== splitting || (engine && by !== engine) || !question?.split) return;
    heardMs = performance.now();
  }
}

/** The same of incidents that the server counts, if the time that is split has not too many. */
async function drawSplitOf(from: AskedHistory, next: AnalysisQuestion, asked: SplitAsked): Promise<void> {
  const window = asked.of === 'window' ? next.window : asked.of;
  try {
    const by = await from.engineOf({ ...next, window });
    if (question !== next) return;
    by.summary(next);
    await drawSplit(by, next, asked);
  } catch (error) {
    if (question !== next) return;
    if (error instanceof TooMany) say({ kind: 'split', split: 'too_many' });
    else say({ kind: 'failed', problem: error instanceof NotLoaded ? error.problem : UNREACHABLE });
  }
}

/** The ground of the area that is looked at; undefined until it has come, then the question is answered anew; null: it can not be had. */
function groundFor(within: string | null): Ground | null | undefined {
  if (known && known.within === within) return known.ground;
  if (awaited === within) return undefined;
  awaited = within;
  const take = (ground: Ground | null): void => {
    if (awaited !== within) return;
    awaited = undefined;
    known = { within, ground };
    if (!ground) setTimeout(() => forget(within), GROUND_AGAIN_MS);
    schedule();
  };
  groundOf(within).then(take, () => take(null));
  return undefined;
}

function forget(within: string | null): void {
  if (known?.within === within) known = undefined;
}

function run(command: Extract<AnalysisCommand, { kind: 'run' }>): void {
  if (asked) runAsked(asked, command);
  else if (!engine) waiting.push(command);
  else void jobs.run(command.id, command.job, engine.heldFor(command.question), command.parameters);
}

function runAsked(from: AskedHistory, { id, job, parameters, question }: (typeof waiting)[number]): void {
  if (job === 'countBefore') void jobs.answer(id, async () => ({ result: await from.countBefore(question) }));
  else if (job === 'takeStudy') {
    // Its days are of the calendar, the first perhaps cut.
    const { days } = parameters as JobParameters<'takeStudy'>;
    void jobs.run(id, job, from.heldFor(question, days + 1), parameters);
  } else void jobs.run(id, job, from.heldFor(question), parameters);
}

/** Reads what of the history is new or changed. A failure is told when there is nothing to show yet, or when `tells`. */
async function bring(tells: boolean): Promise<void> {
  loading ??= update(tells).finally(() => {
    loading = undefined;
  });
  await loading;
}

async function update(tells: boolean): Promise<void> {
  try {
    const cubes = await fetchCubes(({ read, total }) => {
      if (!engine && !asked) say({ kind: 'loading', loaded: read, total });
    });
    if (cubes.countedBy === 'server') return becomeAsked(cubes);
    asked = undefined;
    const index = await fetchIndex();
    if (held?.zone !== index.zone) held = new HeldHistory(index.zone);
    const mine = held;
    const missing = mine.missing(index.items);
    if (engine && missing.length === 0 && !mine.hasOthers(index.items)) return become(mine, index, false);
    const fetched = await fetchChunks(missing, progressOf(missing));
    // A job must not find its rows changed under it.
    await jobs.idle();
    mine.table.reserve(index.total - index.leftOut);
    mine.take(index.items, new Map(missing.map(({ key }, i) => [key, fetched[i]!])));
    become(mine, index, true);
  } catch (error) {
    if (!(engine || asked) || tells)
      say({ kind: 'failed', problem: error instanceof NotLoaded ? error.problem : UNREACHABLE });
  }
}

const UNREACHABLE = { code: 'unreachable', detail: '' };

/** Tells how much of what is missing has come; nothing while there is something to look at. */
function progressOf(missing: readonly IncidentChunk[]): (incidents: number) => void {
  if (engine) return () => undefined;
  const total = missing.reduce((sum, { count }) => sum + count, 0);
  let loaded = 0;
  say({ kind: 'loading', loaded, total });
  return (incidents) => {
    loaded += incidents;
    say({ kind: 'loading', loaded, total });
  };
}

function become(mine: HeldHistory, index: Index, isOther: boolean): void {
  const history = historyOf(mine, index);
  const { span } = engine?.history ?? {};
  // The end moves on with the clock: an hour later the bins are worth making anew.
  const isStale =
    !span || history.span.toMs - span.toMs >= 60 * MINUTE_MS || span.fromMs !== history.span.fromMs;
  if (isOther || isStale || !engine) engine = new AnalysisEngine(mine, history, engine);
  else Object.assign(engine.history, { asOfMs: history.asOfMs });
  for (const command of waiting.splice(0)) run(command);
  schedule();
}

/** From now on the server is asked; it is asked again when something changed there. */
function becomeAsked(cubes: IncidentCubes): void {
  const asOfMs = Date.parse(cubes.asOf);
  const toMs = endOf(Math.max(asOfMs, Date.parse(cubes.last ?? cubes.asOf)));
  const fromMs = cubes.from ? Date.parse(cubes.from) : toMs - 24 * 60 * MINUTE_MS;
  const { zone, most } = cubes;
  const before = asked;
  const isSame = before?.version === cubes.version && toMs - before.history.span.toMs < 60 * MINUTE_MS;
  if (before && isSame) Object.assign(before.history, { asOfMs });
  else {
    const history = { span: { fromMs, toMs }, total: cubes.total ?? 0, leftOut: 0, asOfMs, zone, most };
    asked = new AskedHistory(get, cubes, history, before);
  }
  [held, engine] = [undefined, undefined];
  for (const command of waiting.splice(0)) run(command);
  schedule();
}

/** The first whole minute after an instant. */
function endOf(ms: number): number {
  return (Math.floor(ms / MINUTE_MS) + 1) * MINUTE_MS;
}

function historyOf({ table, zone }: HeldHistory, { items, leftOut, asOf }: Index): History {
  const asOfMs = Date.parse(asOf);
  const lastMs = (table.columns.reportedAt[table.count - 1] ?? 0) * 1000;
  const toMs = endOf(Math.max(asOfMs, lastMs));
  const fromMs = items[0] ? Date.parse(items[0].from) : toMs - 24 * 60 * MINUTE_MS;
  return { span: { fromMs, toMs }, total: table.count, leftOut, asOfMs, zone };
}
