import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A running `npm start` (or another command that serves), in a process group of its own. */
export interface ServerProcess {
  origin: string;
  /** Milliseconds from the command to the first byte of an answer with status 200 to `GET /`. */
  firstByteMs: number;
  /** Everything printed so far. */
  output(): string;
  /** SIGTERM to the group; resolves with the milliseconds until it was gone. */
  stop(): Promise<number>;
}

export interface StartOptions {
  cwd: string;
  env?: Record<string, string>;
  command?: readonly [string, ...string[]];
  limitMs?: number;
}

/** Starts a server on a free port of this machine and waits until it answers; throws with its output when it ends before. */
export async function startServer(options: StartOptions): Promise<ServerProcess> {
  const started = performance.now();
  const { child, origin, output } = await spawnServer(options);
  const limitMs = options.limitMs ?? 300_000;
  while (!(await answersPage(origin))) {
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}:\n${output()}`);
    if (performance.now() - started > limitMs) {
      killGroup(child, 'SIGKILL');
      throw new Error(`no answer within ${limitMs} ms:\n${output()}`);
    }
    await pause(25);
  }
  const firstByteMs = performance.now() - started;
  return { origin, firstByteMs, output, stop: () => stopGroup(child) };
}

/** Starts a server and kills its whole group after `afterMs`, as a power cut or an impatient user would. */
export async function startAndKill(options: StartOptions, afterMs: number): Promise<void> {
  const { child } = await spawnServer(options);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([pause(afterMs), gone]);
  while (killGroup(child, 'SIGKILL')) await pause(20);
}

/** A TCP port that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function spawnServer({ cwd, env = {}, command = ['npm', 'start'] }: StartOptions) {
  const port = await freePort();
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return { child, origin: `http://127.0.0.1:${port}`, output: () => text };
}

async function answersPage(origin: string): Promise<boolean> {
  try {
    const response = await fetch(origin, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** npm may end before the server that it started: the group is gone when its last process is. */
async function stopGroup(child: ChildProcess): Promise<number> {
  const before = performance.now();
  while (killGroup(child, performance.now() - before < 50 ? 'SIGTERM' : 0)) await pause(50);
  return performance.now() - before;
}

/** False when no process of the group is left. */
function killGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
