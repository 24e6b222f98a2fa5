import { ColumnReader } from './columns/read-chunks.ts';
import { IncidentCubes } from './cubes/incident-cubes.ts';
import type { Deps } from './deps.ts';
import { CheckpointNetThread } from './dispatch/checkpoint-net-thread.ts';
import { CordonPlanner } from './dispatch/cordon-planner.ts';
import { CordonUnits } from './dispatch/cordon-units.ts';
import { DispatchTerms } from './dispatch/dispatch-terms.ts';
import { DutyBook } from './dispatch/duty-book.ts';
import { RoadBook } from './dispatch/road-book.ts';
import { WayThreads } from './dispatch/way-threads.ts';
import { DraftBoard } from './draft/draft-board.ts';
import { DraftNewsDesk } from './draft/news.ts';
import { Hub, type HubOptions } from './live/hub.ts';
import { LiveMemory } from './live/live-memory.ts';
import { LogFollower } from './live/log-follower.ts';
import { UnitFixes } from './live/unit-fixes.ts';
import { SearchIndex } from './search/search-index.ts';
import { TileStore, type TileStoreOptions } from './tiles/tile-store.ts';

/** Puts together what the API is made of on an open database. Close the hub at the end. */
export function makeDeps(
  given: Omit<
    Deps,
    | 'hub'
    | 'memory'
    | 'fixes'
    | 'search'
    | 'tiles'
    | 'columns'
    | 'cubes'
    | 'drafts'
    | 'draftNews'
    | 'roads'
    | 'terms'
    | 'duties'
    | 'ways'
    | 'cordons'
    | 'checkpointNet'
    | 'cordonUnits'
  >,
  options: { hub?: Partial<HubOptions>; tiles?: Partial<TileStoreOptions> } = {},
): Deps {
  const { database, log, clock } = given;
  const follower = new LogFollower({ database, clock });
  const memory = new LiveMemory({ database, clock, follower });
  const drafts = new DraftBoard();
  // What is published never changes but when another city takes its place.
  follower.follow({ take: () => undefined, forget: () => drafts.forget() });
  const tiles = new TileStore({ database, follower, memory }, options.tiles);
  const roads = new RoadBook({ database, follower, clock });
  return {
    ...given,
    memory,
    fixes: new UnitFixes({ database, follower }),
    search: new SearchIndex({ database, memory, follower }),
    hub: new Hub({ database, log, clock, follower }, options.hub),
    tiles,
    columns: new ColumnReader({ database, tiles, clock }),
    cubes: new IncidentCubes({ database, follower }),
    drafts,
    draftNews: new DraftNewsDesk({ database, clock }),
    roads,
    terms: new DispatchTerms({ database, follower }),
    duties: new DutyBook(follower),
    ways: new WayThreads(),
    cordons: new CordonPlanner({ database, roads }),
    checkpointNet: new CheckpointNetThread(),
    cordonUnits: new CordonUnits({ database, follower }),
  };
}
