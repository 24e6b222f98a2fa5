import type { Actor } from '../auth/actor.ts';

/** More waiting than this and the subscriber is too slow: it is told to take a new snapshot. */
export const QUEUE_LIMIT = { messages: 2000, bytes: 8 * 2 ** 20 };

/** Messages on their way to one client, bounded. The hub offers, the response takes. */
export class Subscription {
  readonly actor: Actor;
  readonly isAdmin: boolean;
  /** Events up to this number were offered (or do not concern it). */
  cursor: number;
  /** Whether positions go out as packed frames, and how many units of its scope's roster it was told. */
  readonly packed: boolean;
  rosterSent = 0;
  /** False while missed events are replayed; the hub offers only to live ones. */
  live = false;
  #queue: Uint8Array[] = [];
  #bytes = 0;
  #closed = false;
  #overflown = false;
  #wake: (() => void) | undefined;

  constructor(actor: Actor, cursor: number, packed = false) {
    this.actor = actor;
    this.packed = packed;
    this.isAdmin = actor.role === 'admin';
    this.cursor = cursor;
  }

  get closed(): boolean {
    return this.#closed;
  }

  offer(message: Uint8Array): void {
    if (this.#closed || this.#overflown) return;
    if (this.#queue.length >= QUEUE_LIMIT.messages || this.#bytes + message.length > QUEUE_LIMIT.bytes) {
      this.#overflown = true;
      this.#queue = [];
      this.#bytes = 0;
    } else {
      this.#queue.push(message);
      this.#bytes += message.length;
    }
    this.#wake?.();
  }

  /** Waits for messages: all that are there, `'overflow'` once after too many were, or undefined at the end. */
  async take(): Promise<Uint8Array[] | 'overflow' | undefined> {
    while (!this.#closed && !this.#overflown && this.#queue.length === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    this.#wake = undefined;
    if (this.#closed) return undefined;
    if (this.#overflown) {
      this.#overflown = false;
      return 'overflow';
    }
    const messages = this.#queue;
    this.#queue = [];
    this.#bytes = 0;
    return messages;
  }

  close(): void {
    this.#closed = true;
    this.#queue = [];
    this.#wake?.();
  }
}
