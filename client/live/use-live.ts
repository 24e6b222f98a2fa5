import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { FeedAge, LiveNoun } from '../../core/contract/live.ts';
import type { LiveFeature } from './live-diff.ts';
import { type Connection, type LiveTopic, liveSet, serverNow } from './live-set.ts';

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

/** The server's time in milliseconds, read again every `everyMs`. */
export function useServerNow(everyMs: number): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
