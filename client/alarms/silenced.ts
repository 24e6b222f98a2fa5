import type { Alarm } from '../../core/contract/alarm.ts';
import { isAnnunciated } from '../../core/live/alarm.ts';
import { announcementOf } from './picture.ts';

const KEY = 'jingwei.silenced';

let current: ReadonlySet<string> = read();
const listeners = new Set<() => void>();

/** The announcements that were silenced at this workstation: in all its windows, and after a reload. */
export const silenced = {
  get: (): ReadonlySet<string> => current,
  add(alarms: readonly Alarm[]): void {
    store([...current, ...alarms.map(announcementOf)]);
  },
  /** Forgets what no longer sounds, so that the same alarm is heard when it comes back. */
  keepOnly(alarms: Iterable<Alarm>): void {
    const standing = new Set<string>();
    for (const alarm of alarms)
      if (isAnnunciated(alarm.properties.state)) standing.add(announcementOf(alarm));
    const kept = [...current].filter((key) => standing.has(key));
    if (kept.length < current.size) store(kept);
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

window.addEventListener('storage', ({ key }) => {
  if (key !== KEY) return;
  current = read();
  for (const listener of listeners) listener();
});

function store(keys: readonly string[]): void {
  current = new Set(keys);
  localStorage.setItem(KEY, JSON.stringify([...current]));
  for (const listener of listeners) listener();
}

function read(): ReadonlySet<string> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(stored) ? stored.map(String) : []);
  } catch {
    return new Set();
  }
}
