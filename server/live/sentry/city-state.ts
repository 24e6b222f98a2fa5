import type { AlarmRule, AlarmSuppression, RuleSettings } from '../../../core/contract/alarm-rule.ts';
import type { FeedAge, LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import { DEFAULT_RULES } from '../../../core/live/rules/defaults.ts';
import type { Deps } from '../../deps.ts';
import { selectAlarmRules, selectSuppressions } from '../../queries/alarm-rules.ts';
import { feedAges } from '../../queries/feeds.ts';
import { type IssuedWay, selectIssuedWays } from '../../queries/issued-ways.ts';
import type { LiveFeatures } from '../live-memory.ts';
import type { News } from './city-news.ts';
import { type Ground, loadGround } from './ground.ts';

export type CityDeps = Pick<Deps, 'database' | 'memory' | 'clock'>;

/** The city as the watch knows it: the live set of this process, and what only the watch needs. */
export interface CityState {
  features: LiveFeatures;
  ground: Ground;
  /** The zone of the city's clocks, an IANA name. */
  zone: string;
  rules: RuleSettings;
  suppressions: readonly AlarmSuppression[];
  feeds: readonly FeedAge[];
  /** Ways of the rounds that are given out. */
  ways: readonly IssuedWay[];
}

/** Reads the city; undefined while there is none. */
export async function openCity({ database, memory, clock }: CityDeps): Promise<CityState | undefined> {
  const ground = await loadGround(database);
  if (!ground.cityCode) return undefined;
  const { features, ground: figures } = await memory.current();
  return {
    features,
    ground,
    zone: figures.zone,
    rules: withRules(DEFAULT_RULES, await selectAlarmRules(database)),
    suppressions: await selectSuppressions(database, ground.cityCode, new Date(clock()).toISOString()),
    feeds: await feedAges(database),
    ways: await selectIssuedWays(database, clock()),
  };
}

/** Takes over what was logged since the last look. */
export async function followNews(
  { database, memory, clock }: CityDeps,
  city: CityState,
  news: News,
): Promise<void> {
  city.features = (await memory.current()).features;
  city.rules = withRules(city.rules, news.rules);
  if (news.ids.has('patrol_plans')) city.ways = await selectIssuedWays(database, clock());
  if (!news.ids.has('alarm_suppressions')) return;
  const now = new Date(clock()).toISOString();
  city.suppressions = await selectSuppressions(database, city.ground.cityCode, now);
}

function withRules(settings: RuleSettings, rules: readonly AlarmRule[]): RuleSettings {
  const known = rules.filter(({ kind }) => kind in DEFAULT_RULES);
  return { ...settings, ...Object.fromEntries(known.map((rule) => [rule.kind, rule])) };
}

/** All things of a noun. */
export function allOf<N extends LiveNoun>({ features }: CityState, noun: N): Iterable<LiveNouns[N]> {
  return features[noun] as Iterable<unknown> as Iterable<LiveNouns[N]>;
}

/** One thing, undefined if there is none of this id. */
export function oneOf<N extends LiveNoun>(
  { features }: CityState,
  noun: N,
  id: string,
): LiveNouns[N] | undefined {
  return features[noun].get(id) as unknown as LiveNouns[N] | undefined;
}
