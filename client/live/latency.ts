import { type Hop, type LatencySpread, type Samples, spreadOf, withSample } from '../../core/live/latency.ts';

/** A change as it came in: when it was made (of an alarm: when its condition held), told and received, by the server's clock. */
export interface ToldChange {
  noun: 'incidents' | 'alarms';
  id: string;
  seq: number;
  madeMs: number;
  toldMs: number;
  receivedMs: number;
}

/** What was not drawn or shown so long after it came is out of sight, and says nothing about drawing. */
const FORGOTTEN_AFTER_MS = 30_000;
const MOST_WAITING = 500;

const hops = new Map<Hop, Samples>();
let undrawn: ToldChange[] = [];
const unshown = new Map<string, ToldChange>();
const unsounded = new Map<string, ToldChange>();

/** What this console measures of itself: how long things take until they are seen and heard here. */
export const latency = {
  samples: (hop: Hop): Samples => hops.get(hop) ?? [],
  spread: (hop: Hop, nowMs: number): LatencySpread => spreadOf(latency.samples(hop), nowMs),
  /** Changes came in. */
  told(changes: readonly ToldChange[]): void {
    for (const change of changes) {
      const { noun, madeMs, toldMs, receivedMs } = change;
      const isIncident = noun === 'incidents';
      note(isIncident ? 'stored' : 'raised', toldMs - madeMs, receivedMs);
      note(isIncident ? 'received' : 'alarm_received', receivedMs - toldMs, receivedMs);
      if (document.hidden) continue;
      if (isIncident) undrawn.push(change);
      else for (const waiting of [unshown, unsounded]) wait(waiting, change);
    }
    undrawn = undrawn.slice(-MOST_WAITING);
  },
  /** The screen has come to this event of the log at `nowMs` of the server's clock; `isLive`: it shows the present. */
  drawn(seq: number, nowMs: number, isLive: boolean): void {
    const done = undrawn.filter((change) => change.seq <= seq);
    if (done.length === 0) return;
    undrawn = undrawn.filter((change) => change.seq > seq);
    if (!isLive || document.hidden) return;
    for (const { madeMs, receivedMs } of done) {
      if (nowMs - receivedMs > FORGOTTEN_AFTER_MS) continue;
      note('drawn', nowMs - receivedMs, nowMs);
      note('incident', nowMs - madeMs, nowMs);
    }
  },
  /** An alarm flashes here. */
  shown(id: string, nowMs: number): void {
    finish('shown', unshown, id, nowMs);
  },
  /** A tone begins that is its tone, too. */
  sounded(id: string, nowMs: number): void {
    finish('sounded', unsounded, id, nowMs);
  },
};

function wait(waiting: Map<string, ToldChange>, change: ToldChange): void {
  waiting.set(change.id, change);
  const [oldest] = waiting.keys();
  if (waiting.size > MOST_WAITING && oldest !== undefined) waiting.delete(oldest);
}

function finish(hop: 'shown' | 'sounded', waiting: Map<string, ToldChange>, id: string, nowMs: number): void {
  const change = waiting.get(id);
  waiting.delete(id);
  if (change && nowMs - change.receivedMs <= FORGOTTEN_AFTER_MS) note(hop, nowMs - change.madeMs, nowMs);
}

function note(hop: Hop, ms: number, atMs: number): void {
  hops.set(hop, withSample(latency.samples(hop), ms, atMs));
}
