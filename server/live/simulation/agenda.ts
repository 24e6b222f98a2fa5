import FlatQueue from 'flatqueue';

type Task = () => Promise<void>;

/** What is to be done when, in simulated seconds. */
export class Agenda {
  readonly #queue = new FlatQueue<Task>();
  /** Simulated seconds since the start. */
  now = 0;

  after(seconds: number, task: Task): void {
    this.#queue.push(task, this.now + seconds);
  }

  /** Does `task` now and again, `interval()` seconds after each time. */
  repeat(interval: () => number, task: Task, firstAfter = interval()): void {
    this.after(firstAfter, async () => {
      this.repeat(interval, task);
      await task();
    });
  }

  /** Runs what is due, at most `most` tasks; a task that throws is lost, the others are not. */
  async runDue(most: number): Promise<void> {
    for (let done = 0; done < most; done += 1) {
      const due = this.#queue.peekValue();
      if (due === undefined || due > this.now) return;
      await this.#queue.pop()?.();
    }
  }
}
