import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface ChildServer {
  url: string;
  token: string;
  /** Of three administrators, `token` the first. */
  tokens: string[];
  pid: number;
  /** Resolves when it has ended. */
  stop(): Promise<void>;
}

/** Starts `city-server.ts ARM DATABASE` in a process of its own; resolves when it serves. */
export async function startChild(arm: string, location: string): Promise<ChildServer> {
  const script = fileURLToPath(new URL('./city-server.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, arm, location], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (text.includes('\n')) resolve(text);
    });
    child.once('exit', (code) => reject(new Error(`the server ${arm} ended with code ${code}`)));
  });
  const { url, tokens } = JSON.parse(line) as { url: string; tokens: string[] };
  const stop = async (): Promise<void> => {
    const ended = once(child, 'close');
    child.stdin.end();
    await ended;
  };
  return { url, token: tokens[0] ?? '', tokens, pid: child.pid ?? 0, stop };
}
