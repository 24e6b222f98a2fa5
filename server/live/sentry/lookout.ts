import type { Condition } from '../../../core/live/alarm-record.ts';
import { feedFreshness } from '../../../core/live/freshness.ts';
import { changesOf, hold } from '../../../core/live/rules/rule.ts';
import { wasBlind } from '../../../core/live/rules/visits.ts';
import { RULE_KINDS } from '../../../core/vocabulary.ts';
import { observeConditions, suppressAlarms } from '../../commands/alarms.ts';
import { command } from '../../commands/command.ts';
import type { Deps } from '../../deps.ts';
import { feedAges } from '../../queries/feeds.ts';
import { fixesSince } from '../../queries/fixes.ts';
import { deleteLateTracks, selectLateTracks } from '../../queries/late-fixes.ts';
import { selectToldCrossings } from '../../queries/told-crossings.ts';
import type { CityNews } from './city-news.ts';
import { allOf, type CityState, followNews, openCity } from './city-state.ts';
import { recallAlarms, recallMemory, saveMemory } from './memory.ts';
import { holdingNow, type Look, passedNow } from './rule-book.ts';
import { suppressedKeys } from './suppression.ts';
import { Traces } from './traces.ts';

export type SentryDeps = Pick<Deps, 'database' | 'memory' | 'hub' | 'log' | 'clock'>;

const FEEDS_EVERY_MS = 2000;
const SAVE_EVERY_MS = 5 * 60_000;
/** A commit may show a fix this long after the time of receipt that it bears. */
const COMMIT_LAG_MS = 5000;
const KINDS: ReadonlySet<string> = new Set(RULE_KINDS);

/** Holds the rules against the city, look after look. */
export class Lookout {
  readonly #deps: SentryDeps;
  readonly #news: CityNews;
  readonly #city: CityState;
  readonly #traces: Traces;
  readonly #held: Map<string, Condition>;
  readonly #suppressed: Set<string>;
  readonly #watchingSinceMs: number;
  readonly #listeningSinceMs: number;
  #receivedAt: string | null = null;
  #feedsMs: number;
  #savedMs: number;
  #isBlind = true;

  private constructor(
    deps: SentryDeps,
    news: CityNews,
    city: CityState,
    traces: Traces,
    watchingSinceMs: number,
  ) {
    const nowMs = deps.clock();
    this.#deps = deps;
    this.#news = news;
    this.#city = city;
    this.#traces = traces;
    this.#watchingSinceMs = watchingSinceMs;
    this.#listeningSinceMs = nowMs;
    this.#feedsMs = nowMs;
    this.#savedMs = nowMs;
    this.#held = recallAlarms(city, traces, nowMs);
    const alarms = [...allOf(city, 'alarms')];
    const aside = alarms.filter(
      ({ properties: { state, kind } }) => state === 'suppressed' && KINDS.has(kind),
    );
    this.#suppressed = new Set(aside.map(({ properties: { key } }) => key));
  }

  /** Reads the city and what an earlier watch knew; undefined while there is no city. */
  static async open(deps: SentryDeps, news: CityNews): Promise<Lookout | undefined> {
    const nowMs = deps.clock();
    news.since();
    const city = await openCity(deps);
    if (!city) return undefined;
    const traces = new Traces(city, nowMs);
    const watchingSinceMs = await recallMemory(deps.database, city, traces, nowMs);
    const lookout = new Lookout(deps, news, city, traces, watchingSinceMs);
    await lookout.save();
    return lookout;
  }

  /** One look. False when the city changed so much that it must be opened anew. */
  async look(): Promise<boolean> {
    const { database, memory } = this.#deps;
    await memory.current();
    const news = this.#news.since();
    if (!news) return false;
    await followNews(this.#deps, this.#city, news);
    this.#traces.follow(this.#city, news);
    // An alarm that somebody else ended is raised again if its cause lasts.
    for (const key of news.endedKeys) this.#held.delete(key);
    const { fixes, receivedAt } = await fixesSince(database, this.#lookBackTo());
    const tracks = await selectLateTracks(database);
    // What may have been gone through before: what came late, and at first all since an earlier watch.
    const again = [...tracks, ...(this.#receivedAt === null ? fixes : [])].map(({ unitId }) => unitId);
    const told = await selectToldCrossings(database, again, this.#deps.clock());
    this.#receivedAt = receivedAt;
    const crossed = this.#traces.take(this.#city, fixes, tracks, told);
    await this.#hearFeeds();
    const look = this.#lookOf();
    const changes = changesOf(this.#held, KINDS, holdingNow(look), look.nowMs);
    await this.#tell([...changes, ...passedNow(look, crossed)], look.nowMs);
    hold(this.#held, changes);
    if (tracks.length > 0) await deleteLateTracks(database, tracks);
    if (look.nowMs - this.#savedMs >= SAVE_EVERY_MS) await this.save();
    return true;
  }

  /** Keeps for the next start what this watch learned. */
  async save(): Promise<void> {
    const nowMs = this.#deps.clock();
    this.#savedMs = nowMs;
    await saveMemory(this.#deps.database, this.#city, this.#traces, this.#watchingSinceMs, nowMs);
  }

  #lookOf(): Look {
    return {
      city: this.#city,
      traces: this.#traces,
      held: this.#held,
      nowMs: this.#deps.clock(),
      watchingSinceMs: this.#watchingSinceMs,
      listeningSinceMs: this.#listeningSinceMs,
      isBlind: this.#isBlind,
    };
  }

  #lookBackTo(): string | null {
    return this.#receivedAt && new Date(Date.parse(this.#receivedAt) - COMMIT_LAG_MS).toISOString();
  }

  /** The ages of the feeds, every other second; who sees the units again knows nothing of the time between. */
  async #hearFeeds(): Promise<void> {
    const nowMs = this.#deps.clock();
    if (nowMs - this.#feedsMs >= FEEDS_EVERY_MS) {
      this.#feedsMs = nowMs;
      this.#city.feeds = await feedAges(this.#deps.database);
    }
    const units = this.#city.feeds.find(({ feed }) => feed === 'units');
    const isBlind = !units || feedFreshness(units, nowMs) === 'lost';
    if (this.#isBlind && !isBlind && nowMs - this.#listeningSinceMs > FEEDS_EVERY_MS)
      wasBlind(this.#traces.visits, nowMs);
    this.#isBlind = isBlind;
  }

  /** Hands on what is new, and holds back what is suppressed on purpose. */
  async #tell(changes: readonly Condition[], nowMs: number): Promise<void> {
    const after = new Map(this.#held);
    hold(after, changes);
    const wanted = suppressedKeys(this.#city, after.values(), nowMs);
    const toSuppress = [...wanted].filter((key) => !this.#suppressed.has(key));
    const toFree = [...this.#suppressed].filter((key) => !wanted.has(key));
    if (changes.length + toSuppress.length + toFree.length === 0) return;
    const now = new Date(nowMs).toISOString();
    await command(this.#deps, async (tx) => {
      await observeConditions(tx, changes, now);
      if (toSuppress.length > 0) await suppressAlarms(tx, toSuppress, 'suppress', now);
      if (toFree.length > 0) await suppressAlarms(tx, toFree, 'unsuppress', now);
    });
    for (const key of toSuppress) this.#suppressed.add(key);
    for (const key of toFree) this.#suppressed.delete(key);
  }
}
