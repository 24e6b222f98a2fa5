import { pastStore } from '../past/past-store.ts';
import { viewStore } from '../state/view.ts';
import { encodeView } from '../state/view-codec.ts';
import { GONE_AFTER_MS, type Replay, WINDOW_CHANNEL, type WindowMessage } from './messages.ts';

const KEY = 'jingwei.window';
/** Tells two pages of one name apart: a duplicated tab brings its name along. */
const page = randomName();

let name = sessionStorage.getItem(KEY) ?? rename();
let channel: BroadcastChannel | undefined;
let told = '';
/** When each second window last asked, by its name. */
const askers = new Map<string, number>();
let picture: { followers: number; blocked: boolean } = { followers: 0, blocked: false };
const listeners = new Set<() => void>();

/** The main window's part: tells those that ask what it shows. It works without the server. */
export const mainWindow = {
  get: (): typeof picture => picture,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Answers how to stop. */
  start(): () => void {
    channel = new BroadcastChannel(WINDOW_CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<WindowMessage>) => heard(data);
    post({ kind: 'hello', from: name, page });
    const stops = [viewStore.subscribe(publish), pastStore.subscribe(publish)];
    const timer = setInterval(count, GONE_AFTER_MS);
    const leave = (): void => post({ kind: 'bye', from: name });
    window.addEventListener('pagehide', leave);
    return () => {
      leave();
      window.removeEventListener('pagehide', leave);
      clearInterval(timer);
      for (const stop of stops) stop();
      channel?.close();
      channel = undefined;
      askers.clear();
      count();
    };
  },
};

/** Opens a window beside this one that follows it. */
export function openSecond(): void {
  const { second } = viewStore.get();
  const query = encodeView({
    ...viewStore.get(),
    page: null,
    scene: null,
    second: { of: second?.of ?? name, mode: 'follow' },
  });
  const opened = window.open(`${location.pathname}?${query}`, '_blank', 'popup');
  set({ blocked: opened === null });
}

function heard(message: WindowMessage): void {
  if (message.kind === 'ask' && message.of === name) {
    askers.set(message.by, performance.now());
    count();
    told = '';
    publish();
  }
  if (message.kind === 'hello' && message.from === name && message.page !== page)
    post({ kind: 'taken', from: name, page: message.page });
  if (message.kind === 'taken' && message.page === page) name = rename();
}

function publish(): void {
  if (askers.size === 0) return;
  const message: WindowMessage = {
    kind: 'view',
    from: name,
    query: encodeView(viewStore.get()),
    replay: replayNow(),
  };
  const text = JSON.stringify(message);
  if (text === told) return;
  told = text;
  post(message);
}

function replayNow(): Replay | null {
  const past = pastStore.get();
  if (!past) return null;
  return {
    atMs: past.atMs,
    speed: past.speed,
    playing: past.mode === 'playing' || past.mode === 'waiting',
  };
}

function count(): void {
  const nowMs = performance.now();
  for (const [asker, atMs] of askers) if (nowMs - atMs > GONE_AFTER_MS) askers.delete(asker);
  set({ followers: askers.size });
}

function set(patch: Partial<typeof picture>): void {
  const next = { ...picture, ...patch };
  if (next.followers === picture.followers && next.blocked === picture.blocked) return;
  picture = next;
  for (const listener of listeners) listener();
}

function post(message: WindowMessage): void {
  channel?.postMessage(message);
}

function rename(): string {
  const next = randomName();
  sessionStorage.setItem(KEY, next);
  return next;
}

export function randomName(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}
