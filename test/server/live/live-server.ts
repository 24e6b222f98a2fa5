import type { Feature } from '../../../core/contract/geometry.ts';
import type { LiveChange } from '../../../core/contract/live.ts';
import type { Database } from '../../../server/database/database.ts';
import { listen } from '../../../server/listen.ts';
import type { HubOptions } from '../../../server/live/hub.ts';
import { type Api, makeApi } from '../api.ts';

export interface LiveServer extends Api {
  url: string;
}

/** The API behind a real socket. */
export async function startServer(database: Database, hub: Partial<HubOptions> = {}): Promise<LiveServer> {
  const api = makeApi(database, { hub, limits: { writes: { perSecond: 1e6, burst: 1e6 } } });
  const listener = await listen(api.app.fetch, { host: '127.0.0.1', port: 0 });
  return {
    ...api,
    url: listener.url,
    close: async () => {
      await api.close();
      await listener.close(50);
    },
  };
}

export interface Message {
  event: string;
  id: string | undefined;
  data: unknown;
}

/** An open stream, read message by message. */
export class Stream {
  readonly status: number;
  readonly messages: Message[] = [];
  readonly comments: string[] = [];
  /** Last id seen, also of comments. */
  lastId: string | undefined;
  ended = false;
  readonly #abort: AbortController;
  readonly #reading: Promise<void>;
  #changed: (() => void) | undefined;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.#abort = abort;
    this.#reading = this.#read(response).catch(() => {
      this.ended = true;
      this.#changed?.();
    });
  }

  static async open(url: string, headers: Record<string, string>, lastEventId?: string): Promise<Stream> {
    const abort = new AbortController();
    const more: Record<string, string> = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
    const response = await fetch(`${url}/api/live`, {
      headers: { ...headers, ...more },
      signal: abort.signal,
    });
    return new Stream(response, abort);
  }

  /** Messages of one kind. */
  of(event: string): Message[] {
    return this.messages.filter((message) => message.event === event);
  }

  get changes(): LiveChange[] {
    return this.of('change').map(({ data }) => data as LiveChange);
  }

  /** Waits until it holds; fails after `withinMs`. */
  async until(holds: () => boolean, withinMs = 8000): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!holds()) {
      const left = deadline - Date.now();
      if (left <= 0) throw new Error(`waited in vain; got ${JSON.stringify(this.messages).slice(0, 2000)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async cut(): Promise<void> {
    this.#abort.abort();
    await this.#reading;
  }

  async #read(response: Response): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body ?? []) {
      const blocks = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
      this.#changed?.();
    }
    this.ended = true;
    this.#changed?.();
  }

  #take(block: string): void {
    const fields = block
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]);
    const field = (name: string) => fields.find(([key]) => key === name)?.[1];
    this.lastId = field('id') ?? this.lastId;
    const event = field('event');
    if (event === undefined) this.comments.push(block);
    else this.messages.push({ event, id: field('id'), data: JSON.parse(field('data') ?? 'null') });
  }
}

/** An incident to take in. */
export function incidentAt([lng, lat]: readonly [number, number]): object {
  return { geometry: { type: 'Point', coordinates: [lng, lat] }, properties: { type: 'theft', priority: 2 } };
}

export type AnyFeature = Feature<object | null, Record<string, unknown>>;
