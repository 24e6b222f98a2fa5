import { Agent, get } from 'node:http';
import type { LiveChange } from '../core/contract/live.ts';

export interface LiveStream {
  close(): void;
  /** How often the server told to take a new snapshot. */
  resets(): number;
}

/** A live stream of the server at `url` that hands over each change; resolves after the greeting. `headers` sign it in. */
export function openStream(
  url: string,
  headers: Record<string, string>,
  lastEventId: number | undefined,
  onChange: (change: LiveChange) => void,
): Promise<LiveStream> {
  const query = lastEventId === undefined ? '' : `?lastEventId=${lastEventId}`;
  return new Promise((resolve, reject) => {
    let rest = '';
    let resets = 0;
    const sent = get(`${url}/api/live${query}`, { agent: new Agent(), headers }, (response) => {
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1] ?? '';
          if (block.includes('event: change')) onChange(JSON.parse(data) as LiveChange);
          else if (block.includes('event: reset')) resets += 1;
          else if (block.includes('event: hello'))
            resolve({ close: () => sent.destroy(), resets: () => resets });
        }
      });
      response.on('error', () => undefined);
    });
    sent.on('error', reject);
  });
}
