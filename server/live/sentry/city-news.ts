import type { Alarm } from '../../../core/contract/alarm.ts';
import type { AlarmRule } from '../../../core/contract/alarm-rule.ts';
import type { LoggedNoun } from '../../../core/contract/live.ts';
import type { LoggedChange } from '../../queries/events.ts';
import type { LogListener } from '../log-follower.ts';

/** What was logged between two looks. */
export interface News {
  /** Ids of the changed things, by noun. */
  ids: Map<LoggedNoun, Set<string>>;
  /** Rules as they are now. */
  rules: AlarmRule[];
  /** Keys of the alarms whose cause is over, whoever said so. */
  endedKeys: Set<string>;
}

/** Nouns after whose change the areas are read again. */
const GROUND_NOUNS: readonly LoggedNoun[] = ['areas', 'grids', 'imports'];

/** Hears the log for the watch. */
export class CityNews implements LogListener {
  #news = nothing();
  #tooMuch = false;

  take(change: LoggedChange): void {
    const { noun, kind, subjectId, after } = change;
    if (kind === 'bulk' || GROUND_NOUNS.includes(noun)) this.#tooMuch = true;
    const { ids, rules, endedKeys } = this.#news;
    const known = ids.get(noun) ?? new Set();
    ids.set(noun, known.add(subjectId));
    if (noun === 'alarm_rules' && after) rules.push(after as AlarmRule);
    if (noun !== 'alarms' || !after) return;
    const { key, isActive } = (after as Alarm).properties;
    if (isActive) endedKeys.delete(key);
    else endedKeys.add(key);
  }

  forget(): void {
    this.#tooMuch = true;
  }

  /** What is new since this was asked last; undefined when so much changed that the city must be opened again. */
  since(): News | undefined {
    const news = this.#tooMuch ? undefined : this.#news;
    this.#news = nothing();
    this.#tooMuch = false;
    return news;
  }
}

function nothing(): News {
  return { ids: new Map(), rules: [], endedKeys: new Set() };
}
