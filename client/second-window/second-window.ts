import { onMoved } from '../map/map-state.ts';
import type { PastState, Speed } from '../past/past-state.ts';
import { pastStore } from '../past/past-store.ts';
import { viewStore } from '../state/view.ts';
import { randomName } from './main-window.ts';
import {
  ASK_EVERY_MS,
  followedPart,
  GONE_AFTER_MS,
  type Replay,
  WINDOW_CHANNEL,
  type WindowMessage,
} from './messages.ts';

export type SecondLink = 'waiting' | 'linked' | 'gone';

/** By how much of the past, in seconds of the replay's own time, two replays may differ. */
const DRIFT_SECONDS = 2;

let link: SecondLink = 'waiting';
let channel: BroadcastChannel | undefined;
let heardMs = 0;
const by = randomName();
const listeners = new Set<() => void>();

/** A second window's part: asks its main window what it shows, and shows the same, or roams under the same filters. */
export const secondWindow = {
  get: (): SecondLink => link,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Answers how to stop. */
  start(): () => void {
    channel = new BroadcastChannel(WINDOW_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<WindowMessage>) => heard(data);
    heardMs = performance.now();
    set('waiting');
    const timer = setInterval(ask, ASK_EVERY_MS);
    const stopMoved = onMoved(() => {
      const { second } = viewStore.get();
      if (second?.mode === 'follow') secondWindow.toggle();
    });
    ask();
    return () => {
      clearInterval(timer);
      stopMoved();
      channel?.close();
      channel = undefined;
    };
  },
  /** From following to roaming and back. */
  toggle(): void {
    const { second } = viewStore.get();
    if (!second) return;
    const mode = second.mode === 'follow' ? 'roam' : 'follow';
    viewStore.set({ second: { ...second, mode } }, 'replace');
    ask();
  },
};

function ask(): void {
  const { second } = viewStore.get();
  if (!second) return;
  if (performance.now() - heardMs > GONE_AFTER_MS) set('gone');
  channel?.postMessage({ kind: 'ask', of: second.of, by } satisfies WindowMessage);
}

function heard(message: WindowMessage): void {
  const { second } = viewStore.get();
  if (!second || !('from' in message) || message.from !== second.of) return;
  if (message.kind === 'bye') set('gone');
  if (message.kind === 'hello') ask();
  if (message.kind !== 'view') return;
  heardMs = performance.now();
  set('linked');
  take(message.query, message.replay);
}

function take(query: string, replay: Replay | null): void {
  const { second, instant } = viewStore.get();
  const part = followedPart(query, second?.mode ?? 'roam');
  // While both replay, each address names where its own began.
  if (replay?.playing && instant !== null) delete part.instant;
  viewStore.set(part, 'replace');
  const own = pastStore.get();
  if (own && replay) replayAlike(own, replay);
}

function replayAlike(own: PastState, { atMs, speed, playing }: Replay): void {
  const isGoing = own.mode === 'playing' || own.mode === 'waiting';
  if (own.speed !== speed) pastStore.setSpeed(speed as Speed);
  if (!playing) {
    if (isGoing) pastStore.goTo(atMs);
    return;
  }
  if (own.mode === 'loading' || own.mode === 'failed') return;
  if (Math.abs(own.atMs - atMs) > DRIFT_SECONDS * 1000 * Math.max(1, speed)) pastStore.goTo(atMs);
  else if (!isGoing) pastStore.play();
}

function set(next: SecondLink): void {
  if (next === link) return;
  link = next;
  for (const listener of listeners) listener();
}
