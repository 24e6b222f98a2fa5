import { isWithinCode } from '../../core/contract/area-code.ts';
import type { FeedAge, LiveChange, PositionFrame } from '../../core/contract/live.ts';
import { LIVE_NOUNS } from '../../core/contract/live.ts';
import type { LoggedEvent } from '../queries/events.ts';

const encoder = new TextEncoder();

/** Tells the browser how long to wait before it connects again. */
export const RETRY: Uint8Array = encoder.encode('retry: 1000\n\n');

function message(event: string, data: unknown, id?: number): Uint8Array {
  const head = id === undefined ? '' : `id: ${id}\n`;
  return encoder.encode(`${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
}

export function helloMessage(seq: number, nowMs: number, tickSeconds: number): Uint8Array {
  return message('hello', { seq, serverNow: new Date(nowMs).toISOString(), tickSeconds }, seq);
}

/** The client must take a new snapshot; the stream goes on after `seq`. */
export function resetMessage(reason: 'too_old' | 'unknown_id' | 'slow', seq: number): Uint8Array {
  return message('reset', { reason }, seq);
}

export function positionsMessage(frame: PositionFrame): Uint8Array {
  return message('positions', frame);
}

/** The units of the numbers from `from` on. */
export function rosterMessage(from: number, ids: readonly string[]): Uint8Array {
  return message('roster', { from, ids });
}

/** A packed frame of positions (core/live/position-frame.ts). */
export function frameMessage(bytes: Uint8Array): Uint8Array {
  return encoder.encode(`event: frame\ndata: ${Buffer.from(bytes).toString('base64')}\n\n`);
}

export function feedsMessage(feeds: readonly FeedAge[]): Uint8Array {
  return message('feeds', feeds);
}

/** A comment that keeps proxies from closing the stream, and the place to resume from without an event. */
export function heartbeatMessage(seq: number): Uint8Array {
  return encoder.encode(`:\nid: ${seq}\n\n`);
}

/**
 * What one event of the log means to a scope: `upsert` (it is inside now), `remove` (it is not any more), `bulk`, or undefined
 * (it was never inside). Accounts are nobody's business but the administrators'.
 */
export function changeKindFor(
  event: Pick<LoggedEvent, 'noun' | 'kind' | 'areaCode' | 'oldAreaCode'>,
  scopeCode: string,
  isAdmin: boolean,
): LiveChange['kind'] | undefined {
  if (event.noun === 'accounts' && !isAdmin) return undefined;
  const isInside = isWithinCode(event.areaCode, scopeCode);
  if (event.kind === 'bulk') return isInside || isWithinCode(scopeCode, event.areaCode) ? 'bulk' : undefined;
  if (isInside) return event.kind === 'delete' ? 'remove' : 'upsert';
  return isWithinCode(event.oldAreaCode ?? event.areaCode, scopeCode) ? 'remove' : undefined;
}

/** Writes an event as a `change` message, each kind once however many subscribers take it. */
export class ChangeMessages {
  readonly #event: LoggedEvent;
  readonly #toldMs: number | undefined;
  readonly #written = new Map<string, Uint8Array>();

  /** `toldMs`: when it is told for the first time, milliseconds since 1970. */
  constructor(event: LoggedEvent, toldMs?: number) {
    this.#event = event;
    this.#toldMs = toldMs;
  }

  /** The message for a scope, or undefined when the event does not concern it. */
  for(scopeCode: string, isAdmin: boolean): Uint8Array | undefined {
    const kind = changeKindFor(this.#event, scopeCode, isAdmin);
    if (!kind) return undefined;
    let bytes = this.#written.get(kind);
    if (!bytes) {
      const told = this.#toldMs === undefined ? {} : { toldAt: new Date(this.#toldMs).toISOString() };
      bytes = message('change', { ...liveChange(this.#event, kind), ...told }, this.#event.seq);
      this.#written.set(kind, bytes);
    }
    return bytes;
  }
}

function liveChange(event: LoggedEvent, kind: LiveChange['kind']): LiveChange {
  const { seq, at, noun, subjectId: id } = event;
  const carries = kind === 'upsert' && event.after && (LIVE_NOUNS as readonly string[]).includes(noun);
  const feature = carries ? { feature: event.after as NonNullable<LiveChange['feature']> } : {};
  return { seq, at, noun, kind, id, ...feature };
}
