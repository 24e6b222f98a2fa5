import type { Study } from '../../../../analysis/study.ts';
import type { NewFindings } from './new-findings.ts';
import type { NewAnswer, NewCommand, Replicated } from './new-protocol.ts';
import type { NewSettings } from './new-settings.ts';

const MOST_WORKERS = 8;
/** Parts of the replications: enough to show progress and to share them out evenly. */
const PARTS = 64;

/**
 * The findings of a study: the replications are shared out among as many workers as there are cores. Which worker makes which does not change a byte of the
 * result. An aborted one stops at once and rejects with the signal's reason.
 */
export async function lookForNew(
  study: Study,
  settings: NewSettings,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (part: number) => void },
): Promise<NewFindings> {
  const count = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
  const helpers = Array.from({ length: count }, () => new Helper());
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  try {
    return await Promise.race([aborted, shareOut(helpers, { kind: 'begin', study, settings }, onProgress)]);
  } finally {
    for (const helper of helpers) helper.stop();
  }
}

async function shareOut(
  helpers: readonly Helper[],
  begin: NewCommand,
  onProgress: (part: number) => void,
): Promise<NewFindings> {
  const [begun] = await Promise.all(helpers.map((helper) => helper.ask(begin)));
  if (begun?.kind !== 'begun') throw new Error('the work did not begin');
  const parts = partsOf(begun.replications);
  let [next, done] = [0, 0];
  const made: Float64Array[] = [];
  const help = async (helper: Helper): Promise<void> => {
    for (let i = next++; i < parts.length; i = next++) {
      const answer = await helper.ask(parts[i]!);
      if (answer.kind === 'part') made[i] = answer.values;
      onProgress(++done / parts.length);
    }
  };
  await Promise.all(helpers.map(help));
  const joined = (kind: Replicated) => join(made.filter((_, i) => parts[i]?.kind === kind));
  const told = await helpers[0]?.ask({ kind: 'findings', maxima: joined('scan'), cells: joined('knox') });
  if (told?.kind !== 'findings') throw new Error('the work was not finished');
  return told.findings;
}

type Part = Extract<NewCommand, { from: number }>;

function partsOf(replications: Record<Replicated, number>): Part[] {
  return (['scan', 'knox'] as const).flatMap((kind) => {
    const size = Math.max(1, Math.ceil(replications[kind] / PARTS));
    const parts: Part[] = [];
    for (let from = 0; from < replications[kind]; from += size)
      parts.push({ kind, from, to: Math.min(from + size, replications[kind]) });
    return parts;
  });
}

function join(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A worker that is asked one thing at a time. */
class Helper {
  readonly #worker = new Worker(new URL('./new-worker.ts', import.meta.url), { type: 'module', name: 'new' });

  ask(command: NewCommand): Promise<NewAnswer> {
    return new Promise((resolve, reject) => {
      this.#worker.onmessage = ({ data }: MessageEvent<NewAnswer>) => resolve(data);
      this.#worker.onerror = ({ message }) => reject(new Error(message));
      this.#worker.postMessage(command);
    });
  }

  stop(): void {
    this.#worker.terminate();
  }
}
