import { afterEach, describe, expect, test } from 'vitest';
import type { AnalysisAnswer } from '../../../client/analysis/analysis-protocol.ts';
import { type HeldIncidents, JOBS, type Job, type JobName } from '../../../client/analysis/jobs.ts';
import { JobRunner } from '../../../client/analysis/run-jobs.ts';

const held = {} as HeldIncidents;
const jobs = JOBS as Record<string, Job>;
const name = 'forTest' as JobName;

describe('jobs', () => {
  afterEach(() => {
    delete jobs.forTest;
  });
  const runner = () => {
    const said: AnalysisAnswer[] = [];
    return { said, jobs: new JobRunner((answer) => said.push(answer)) };
  };

  test('tell how far they are, and answer once', async () => {
    jobs.forTest = async (_held, parameters, { progress, breathe }) => {
      progress(0.5);
      await breathe();
      return { result: parameters };
    };
    const { said, jobs: running } = runner();
    await running.run(7, name, held, { alpha: 0.05 });
    expect(said).toEqual([
      { kind: 'progress', id: 7, part: 0.5 },
      { kind: 'done', id: 7, result: { alpha: 0.05 } },
    ]);
  });

  test('that are cancelled stop at their next breath and say no more', async () => {
    let steps = 0;
    jobs.forTest = async (_held, _parameters, { breathe }) => {
      for (;;) {
        steps++;
        await breathe();
      }
    };
    const { said, jobs: running } = runner();
    const done = running.run(1, name, held, null);
    running.cancel(1);
    await done;
    expect([steps, said]).toEqual([1, []]);
  });

  test('that fail say why, and others go on', async () => {
    jobs.forTest = () => {
      throw new Error('too few incidents');
    };
    const { said, jobs: running } = runner();
    await running.run(3, name, held, null);
    expect(said).toEqual([{ kind: 'broken', id: 3, message: 'Error: too few incidents' }]);
  });

  test('are waited for before the rows under them change', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    jobs.forTest = async () => {
      await gate;
      return { result: 1 };
    };
    const { said, jobs: running } = runner();
    await running.idle();
    void running.run(1, name, held, null);
    const idle = running.idle().then(() => said.length);
    release();
    expect(await idle).toBe(1);
  });
});
