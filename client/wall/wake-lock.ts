/** `held`: the screen stays awake; `absent`: this browser can not do it; `refused`: it could, but does not now. */
export type WakeState = 'off' | 'held' | 'absent' | 'refused';

const AGAIN_MS = 60_000;

let state: WakeState = 'off';
let lock: WakeLockSentinel | undefined;
let isWanted = false;
const listeners = new Set<() => void>();

/** Keeps the screen awake while it is wanted. The browser takes the lock away whenever the window is hidden: it is asked for again. */
export const wakeLock = {
  get: (): WakeState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Answers how to let the screen sleep again. */
  start(): () => void {
    isWanted = true;
    const look = (): void => void ask();
    document.addEventListener('visibilitychange', look);
    const timer = setInterval(look, AGAIN_MS);
    look();
    return () => {
      isWanted = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      void lock?.release();
      lock = undefined;
      set('off');
    };
  },
};

async function ask(): Promise<void> {
  if (!('wakeLock' in navigator)) return set('absent');
  if (document.hidden || (lock && !lock.released)) return;
  try {
    const held = await navigator.wakeLock.request('screen');
    if (!isWanted) return void held.release();
    lock = held;
    held.addEventListener('release', () => {
      if (lock === held && isWanted) set('refused');
    });
    set('held');
  } catch {
    if (isWanted) set('refused');
  }
}

function set(next: WakeState): void {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
}
