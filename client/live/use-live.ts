import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { FeedAge, LiveNoun } from '../../core/contract/live.ts';
import type { LiveFeature } from './live-diff.ts';
import { type Connection, type LiveTopic, liveSet, presentSet, serverNow } from './live-set.ts';
import { presentNow } from './present-now.ts';

function useTopic<T>(topic: LiveTopic, read: () => T): T {
  const subscribe = useCallback((listener: () => void) => liveSet.subscribe(topic, listener), [topic]);
  return useSyncExternalStore(subscribe, read);
}

/** The live things of a noun, by id; a new map whenever one changes. */
export function useLive<N extends LiveNoun>(noun: N): ReadonlyMap<string, LiveFeature<N>> {
  return useTopic(noun, () => liveSet.get(noun));
}

/** Whether the first snapshot has arrived. */
export function useLiveLoaded(): boolean {
  return useTopic('incidents', () => liveSet.loaded);
}

export function useFeeds(): readonly FeedAge[] {
  return useTopic('feeds', () => liveSet.feeds);
}

export function useConnection(): Connection {
  return useTopic('connection', () => liveSet.connection);
}

/** The time of what is shown in milliseconds, read again every `everyMs` and when it leaps. */
export function useServerNow(everyMs: number): number {
  return useClock(serverNow, everyMs);
}

/** The server's time in milliseconds whatever is shown, read again every `everyMs`. */
export function usePresentNow(everyMs: number): number {
  return useClock(presentNow, everyMs);
}

function useClock(read: () => number, everyMs: number): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const look = () => setNow(read());
    look();
    const timer = setInterval(look, everyMs);
    const stop = liveSet.subscribe('clock', look);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [read, everyMs]);
  return now;
}

/** Whether the live city is shown, not the past. */
export function useIsLive(): boolean {
  return useTopic('clock', () => liveSet.picture === undefined);
}

/** The live things of a noun whatever is shown. */
export function usePresent<N extends LiveNoun>(noun: N): ReadonlyMap<string, LiveFeature<N>> {
  const subscribe = useCallback((listener: () => void) => presentSet.subscribe(noun, listener), [noun]);
  return useSyncExternalStore(subscribe, () => presentSet.get(noun));
}
