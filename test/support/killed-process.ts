import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SCRIPTS = { write: 'kill-writer.ts', create: 'kill-writer.ts', publish: 'kill-publisher.ts' };

/** A running kill-writer.ts or kill-publisher.ts: what it has said, and its end. */
export class KilledProcess {
  readonly lines: string[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #errors = '';

  constructor(mode: keyof typeof SCRIPTS, dataDir: string) {
    const script = fileURLToPath(new URL(SCRIPTS[mode], import.meta.url));
    this.#child = spawn(process.execPath, ['--import', 'tsx', script, mode, dataDir], { cwd: ROOT });
    this.#ended = once(this.#child, 'close');
    this.#child.stderr?.on('data', (text) => {
      this.#errors += text;
    });
    if (this.#child.stdout)
      createInterface({ input: this.#child.stdout }).on('line', (line) => this.lines.push(line));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Waits until the process has come so far; throws what it complained about when it ended before. */
  async until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`the process ended early: ${this.#errors || this.lines.join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** kill -9, and everything that it had said by then. */
  async kill(): Promise<string[]> {
    this.#child.kill('SIGKILL');
    await this.#ended;
    return this.lines;
  }

  async exit(): Promise<{ code: number | null; errors: string }> {
    await this.#ended;
    return { code: this.#child.exitCode, errors: this.#errors };
  }
}

/** The last row that the process was told is stored, -1 if none. */
export function lastAcknowledged(lines: readonly string[]): number {
  const written = lines.findLast((line) => line.startsWith('wrote '));
  return written ? Number(written.slice('wrote '.length)) : -1;
}
