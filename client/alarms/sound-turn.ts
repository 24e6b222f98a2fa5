const LOCK = 'jingwei alarm sound';

let holds = false;
let isAsking = false;
let release: (() => void) | undefined;

/**
 * Of several windows of one browser one sounds: two out of step could not be told from a more urgent tone. A window asks for its
 * turn once its browser lets it sound, and passes it on when it is hidden, since hidden windows are slowed down.
 */
export const soundTurn = {
  /** Whether it is this window's turn; asks for it. `granted` is called when it comes later. */
  take(granted: () => void): boolean {
    if (!holds && !isAsking) ask(granted);
    return holds;
  },
  /** Passes it on, to nobody if no other window waits. */
  pass(): void {
    release?.();
  },
};

function ask(granted: () => void): void {
  if (!navigator.locks) {
    holds = true;
    return;
  }
  isAsking = true;
  const held = () =>
    new Promise<void>((resolve) => {
      holds = true;
      release = resolve;
      granted();
    });
  void navigator.locks.request(LOCK, held).finally(() => {
    holds = false;
    isAsking = false;
    release = undefined;
  });
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) soundTurn.pass();
});
