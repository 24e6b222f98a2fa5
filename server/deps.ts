import type { Logger } from 'pino';
import type { ColumnReader } from './columns/read-chunks.ts';
import type { IncidentCubes } from './cubes/incident-cubes.ts';
import type { Database } from './database/database.ts';
import type { CheckpointNetThread } from './dispatch/checkpoint-net-thread.ts';
import type { CordonPlanner } from './dispatch/cordon-planner.ts';
import type { CordonUnits } from './dispatch/cordon-units.ts';
import type { DispatchTerms } from './dispatch/dispatch-terms.ts';
import type { DutyBook } from './dispatch/duty-book.ts';
import type { RoadBook } from './dispatch/road-book.ts';
import type { WayThreads } from './dispatch/way-threads.ts';
import type { DraftBoard } from './draft/draft-board.ts';
import type { DraftNewsDesk } from './draft/news.ts';
import type { Hub } from './live/hub.ts';
import type { LiveMemory } from './live/live-memory.ts';
import type { UnitFixes } from './live/unit-fixes.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Settings } from './settings.ts';
import type { TileStore } from './tiles/tile-store.ts';

/** What the API is made of: see `makeDeps`. */
export interface Deps {
  database: Database;
  settings: Pick<
    Settings,
    'demo' | 'simulate' | 'sessionHours' | 'tls' | 'publicUrl' | 'basemap' | 'basemapFrame'
  >;
  log: Logger;
  /** Milliseconds since 1970. */
  clock: () => number;
  hub: Hub;
  /** The live set, kept current by the event log. */
  memory: LiveMemory;
  /** Where every unit was last. */
  fixes: UnitFixes;
  /** Everything that has a name or a code, kept current by the event log. */
  search: SearchIndex;
  tiles: TileStore;
  /** Incidents as columns, for the timeline and the analysis. */
  columns: ColumnReader;
  /** Incidents that are too many for a browser, counted here. */
  cubes: IncidentCubes;
  /** Plans in the making. */
  drafts: DraftBoard;
  draftNews: DraftNewsDesk;
  /** The roads, for times of travel. */
  roads: RoadBook;
  /** Settings that a recommendation goes by. */
  terms: DispatchTerms;
  /** What phones of units show. */
  duties: DutyBook;
  /** Searches over the roads that would keep others waiting. */
  ways: WayThreads;
  /** Plans cordons, in a thread of its own. */
  cordons: CordonPlanner;
  /** Works the checkpoint net out, in a thread of its own. */
  checkpointNet: CheckpointNetThread;
  /** Which units cordons have bound. */
  cordonUnits: CordonUnits;
  limits?: Limits;
}

/** How much is let in; each has a default in `DEFAULT_LIMITS`. */
export interface Limits {
  /** Requests of one account that change something. */
  writes?: Rate;
  /** Sign-in attempts from one address for one login. */
  signIns?: Rate;
  /** Sign-in attempts from one address, whatever the login. */
  signInsPerAddress?: Rate;
}

/** A token bucket: `burst` at once, refilled at `perSecond`. */
export interface Rate {
  perSecond: number;
  burst: number;
}

export const DEFAULT_LIMITS: Required<Limits> = {
  writes: { perSecond: 100, burst: 500 },
  signIns: { perSecond: 0.1, burst: 8 },
  signInsPerAddress: { perSecond: 1, burst: 30 },
};
