import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer, type Server as SocketServer } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { StartFailure } from './start-failure.ts';

export interface Address {
  port: number;
  host: string;
}

export interface Listener {
  /** The address in a browser on this machine. */
  url: string;
  /** Takes no new request, lets those under way finish for `graceMs`, then cuts them. */
  close(graceMs: number): Promise<void>;
}

/** Slow or idle clients lose their connection; none of these limits cuts a live stream, which is an answer. */
const TIMEOUTS = {
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 32 * 1024,
};

/** Serves `fetch` at the address (its `env` holds the socket); throws StartFailure when the port can not be had. */
export async function listen(
  fetch: (request: Request, env: unknown) => Response | Promise<Response>,
  address: Address,
): Promise<Listener> {
  const server = createAdaptorServer({ fetch, createServer, serverOptions: TIMEOUTS }) as Server;
  await bind(server, address);
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : address.port;
  return {
    url: `http://${isEverywhere(address.host) ? 'localhost' : bracket(address.host)}:${port}`,
    close: (graceMs) => closeServer(server, graceMs),
  };
}

/** Throws StartFailure when the port can not be had, before minutes of work are spent on a start in vain. */
export async function checkPortFree(address: Address): Promise<void> {
  const server = createSocketServer();
  await bind(server, address);
  await new Promise((resolve) => server.close(resolve));
}

/** Whether other machines can reach what listens there. */
export function isReachableFromOutside(host: string): boolean {
  return !/^(127\.|localhost$|::1$)/.test(host);
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function bracket(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function bind(server: SocketServer, { port, host }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => reject(portFailure(error, { port, host }));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function portFailure(error: NodeJS.ErrnoException, { port, host }: Address): StartFailure {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartFailure(
        `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start.`,
      );
    case 'EACCES':
      return new StartFailure(
        `Port ${port} may not be used by this account. Choose one above 1023, e.g. PORT=8080.`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartFailure(
        `HOST=${host} is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.`,
      );
    default:
      return new StartFailure(`Can not listen on ${host}:${port}: ${error.message}.`);
  }
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
