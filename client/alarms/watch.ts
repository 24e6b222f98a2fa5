import { useSyncExternalStore } from 'react';
import type { Alarm } from '../../core/contract/alarm.ts';
import { latency } from '../live/latency.ts';
import { presentSet } from '../live/live-set.ts';
import { presentNow } from '../live/present-now.ts';
import { preferences } from '../ui/preferences.ts';
import {
  type AlarmPicture,
  type Arrivals,
  announcementOf,
  arrivalsAfter,
  NO_ALARMS,
  pictureOf,
} from './picture.ts';
import { silenced } from './silenced.ts';
import { soundTurn } from './sound-turn.ts';
import { sounder } from './sounder.ts';
import { TONES } from './tones.ts';

/** How often the picture is looked at without a change: floods end, tones repeat. */
const LOOK_EVERY_MS = 500;

let picture: AlarmPicture = NO_ALARMS;
let arrivals: Arrivals = new Map();
let heard: ReadonlySet<string> = new Set();
let nextSoundMs = 0;
const listeners = new Set<() => void>();

/** Follows the live alarms, also while the past is shown: what they ask of this console, and sounds until somebody acts. */
export const alarmWatch = {
  get: (): AlarmPicture => picture,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Starts it; answers how to stop. */
  start(): () => void {
    const stops = [
      presentSet.subscribe('alarms', look),
      silenced.subscribe(look),
      preferences.subscribe(look),
      sounder.subscribe(look),
    ];
    const timer = setInterval(look, LOOK_EVERY_MS);
    look();
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
      soundTurn.pass();
      arrivals = new Map();
      publish(NO_ALARMS);
    };
  },
};

export function useAlarmPicture(): AlarmPicture {
  return useSyncExternalStore(alarmWatch.subscribe, alarmWatch.get);
}

function look(): void {
  const alarms = presentSet.get('alarms');
  const nowMs = presentNow();
  if (presentSet.loaded) silenced.keepOnly(alarms.values());
  arrivals = arrivalsAfter(arrivals, alarms.values(), nowMs);
  const wasFlood = picture.flood;
  publish(pictureOf(alarms.values(), { arrivals, silenced: silenced.get(), wasFlood, nowMs }));
  const news = newlyHeard();
  sound(news, performance.now());
  if (news.length > 0) requestAnimationFrame(() => setTimeout(() => noteShown(news)));
}

/** To be called after the frame in which they began to flash. */
function noteShown(alarms: readonly Alarm[]): void {
  for (const { id } of alarms) latency.shown(id, presentNow());
}

/** What sounds now and did not at the last look. */
function newlyHeard(): Alarm[] {
  const before = heard;
  heard = new Set(picture.sounding.map(announcementOf));
  return picture.sounding.filter((alarm) => !before.has(announcementOf(alarm)));
}

/** Sounds at once when something new is announced, then again and again as often as the most urgent tone wants. */
function sound(news: readonly Alarm[], nowMs: number): void {
  const [worst] = picture.sounding;
  const { alarmSound, alarmVolume } = preferences.get();
  if (!worst || !alarmSound || (news.length === 0 && nowMs < nextSoundMs)) return;
  if (sounder.prepare() !== 'ready' || !soundTurn.take(look)) return;
  const priority = worst.properties.priority as keyof typeof TONES;
  if (!sounder.play(priority, alarmVolume)) return;
  nextSoundMs = nowMs + TONES[priority].everySeconds * 1000;
  for (const { id } of picture.sounding) latency.sounded(id, presentNow());
}

function publish(next: AlarmPicture): void {
  if (isEqual(picture, next)) return;
  picture = next;
  for (const listener of listeners) listener();
}

function isEqual(a: AlarmPicture, b: AlarmPicture): boolean {
  return (
    a.waiting === b.waiting &&
    a.worst === b.worst &&
    a.recent === b.recent &&
    a.flood === b.flood &&
    a.sounding.length === b.sounding.length &&
    a.sounding.every((alarm, i) => alarm === b.sounding[i])
  );
}
