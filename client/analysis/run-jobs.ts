import type { AnalysisAnswer } from './analysis-protocol.ts';
import { type HeldIncidents, JOBS, type Job, type JobAnswer, type JobContext, type JobName } from './jobs.ts';

class Cancelled extends Error {}

/** Runs jobs, several at a time in turns; each is answered by `done`, `broken`, or nothing once it was cancelled. */
export class JobRunner {
  readonly #cancelled = new Set<number>();
  readonly #running = new Set<number>();
  readonly #idle: (() => void)[] = [];
  readonly #say: (answer: AnalysisAnswer, transfer?: Transferable[]) => void;

  constructor(say: (answer: AnalysisAnswer, transfer?: Transferable[]) => void) {
    this.#say = say;
  }

  async run(
    id: number,
    name: JobName,
    held: HeldIncidents | Promise<HeldIncidents>,
    parameters: unknown,
  ): Promise<void> {
    const job = JOBS[name] as Job;
    await this.answer(id, async (context) => job(await held, parameters as never, context));
  }

  /** Does other work in the way of a job. */
  async answer(id: number, work: (context: JobContext) => Promise<JobAnswer>): Promise<void> {
    this.#running.add(id);
    try {
      const { result, transfer } = await work(this.#contextOf(id));
      if (!this.#cancelled.has(id)) this.#say({ kind: 'done', id, result }, transfer);
    } catch (error) {
      if (!(error instanceof Cancelled)) this.#say({ kind: 'broken', id, message: String(error) });
    } finally {
      this.#running.delete(id);
      this.#cancelled.delete(id);
      if (this.#running.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  /** Resolves as soon as no job runs. */
  async idle(): Promise<void> {
    if (this.#running.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  cancel(id: number): void {
    if (this.#running.has(id)) this.#cancelled.add(id);
  }

  #contextOf(id: number): JobContext {
    return {
      progress: (part) => this.#say({ kind: 'progress', id, part }),
      breathe: async () => {
        await new Promise((resolve) => setTimeout(resolve));
        if (this.#cancelled.has(id)) throw new Cancelled();
      },
    };
  }
}
