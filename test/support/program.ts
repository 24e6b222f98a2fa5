import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';

export interface Program {
  child: ChildProcess;
  /** Everything printed so far, standard output and error together. */
  output(): string;
  /** Resolves with the exit code, null when a signal ended it. */
  exited: Promise<number | null>;
  /** Resolves when the output matches; rejects when the program ends before. */
  printed(pattern: RegExp): Promise<RegExpMatchArray>;
}

/** Runs a TypeScript program of the repository with only these settings and what a program needs to run at all. */
export function runProgram(file: string, env: Record<string, string>, args: readonly string[] = []): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      child.emit('printed');
    });
  }
  const printed = (pattern: RegExp): Promise<RegExpMatchArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(text);
        if (match) resolve(match);
      };
      child.on('printed', look);
      void exited.then((code) => reject(new Error(`ended with code ${code} before ${pattern}:\n${text}`)));
      look();
    });
  return { child, output: () => text, exited, printed };
}

/** Holds a free TCP port of this machine, as another program would. */
export function holdPort(): Promise<{ port: number; server: Server }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : 0, server });
    });
  });
}
