/** Holds the city's incidents as columns and answers what the Analyse workspace asks about them. */
import type { IncidentChunk } from '../../core/contract/incident-chunk.ts';
import { AnalysisEngine } from './analysis-engine.ts';
import type { AnalysisAnswer, AnalysisCommand, AnalysisQuestion, History } from './analysis-protocol.ts';
import type { AnalysisDensity } from './density-wish.ts';
import { fetchChunks, fetchIndex, type Index, NotLoaded } from './fetch-history.ts';
import { type Ground, groundOf } from './ground.ts';
import { HeldHistory } from './held-history.ts';
import { JobRunner } from './run-jobs.ts';
import type { SplitAsked } from './split-wish.ts';

declare const self: DedicatedWorkerGlobalScope;

const MINUTE_MS = 60_000;

let held: HeldHistory | undefined;
let engine: AnalysisEngine | undefined;
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
    if (!engine || !question) return;
    say({ kind: 'summary', summary: engine.summary(question) });
    if (question.density) draw(engine, question, question.density);
    if (question.split) void drawSplit(engine, question, question.split);
  });
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
    if (mine !== splitting || by !== engine || !question?.split) return;
    heardMs = performance.now();
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
  if (!engine) waiting.push(command);
  else void jobs.run(command.id, command.job, engine.heldFor(command.question), command.parameters);
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
    if (!engine || tells)
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

function historyOf({ table, zone }: HeldHistory, { items, leftOut, asOf }: Index): History {
  const asOfMs = Date.parse(asOf);
  const lastMs = (table.columns.reportedAt[table.count - 1] ?? 0) * 1000;
  const toMs = (Math.floor(Math.max(asOfMs, lastMs) / MINUTE_MS) + 1) * MINUTE_MS;
  const fromMs = items[0] ? Date.parse(items[0].from) : toMs - 24 * 60 * MINUTE_MS;
  return { span: { fromMs, toMs }, total: table.count, leftOut, asOfMs, zone };
}
