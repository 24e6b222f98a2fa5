import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of somebody else's maps on another origin, which lets any page read it. */
export interface MapServer {
  url: string;
  /** What was asked for, path and query. */
  asked: string[];
  /** How it answers from now on: as it should, with 500, or never. */
  mood: 'well' | 'fails' | 'hangs';
  close(): Promise<void>;
}

/** `answer` gives what lies at an address; undefined is a 404. */
export async function startMapServer(
  answer: (address: URL) => object | Buffer | undefined,
): Promise<MapServer> {
  const http = createServer((request, response) => {
    const address = new URL(request.url ?? '/', server.url);
    server.asked.push(address.pathname + address.search);
    if (server.mood === 'hangs') return;
    const found = server.mood === 'well' ? answer(address) : undefined;
    const status = server.mood === 'fails' ? 500 : found === undefined ? 404 : 200;
    const isPicture = Buffer.isBuffer(found);
    response.writeHead(status, {
      'Access-Control-Allow-Origin': '*',
      'Content-Type': isPicture ? 'image/png' : 'application/json',
    });
    response.end(isPicture ? found : JSON.stringify(found ?? {}));
  });
  const server: MapServer = {
    url: '',
    asked: [],
    mood: 'well',
    async close() {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  server.url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  return server;
}
