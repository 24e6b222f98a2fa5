import type { Logger } from 'pino';
import type { ColumnReader } from '../columns/read-chunks.ts';
import type { IncidentCubes } from '../cubes/incident-cubes.ts';
import type { Database } from '../database/database.ts';
import type { RoadBook } from '../dispatch/road-book.ts';
import type { DraftBoard } from '../draft/draft-board.ts';
import type { DraftNewsDesk } from '../draft/news.ts';
import { startKeyframeUpkeep } from '../past/keyframe-upkeep.ts';
import { startPastWarmUp } from '../past/warm-up.ts';
import type { Settings } from '../settings.ts';
import type { TileStore } from '../tiles/tile-store.ts';
import { startEscalator } from './escalator.ts';
import type { Hub } from './hub.ts';
import type { LiveMemory } from './live-memory.ts';
import { startPlanSwitch } from './plan-switch.ts';
import { startPositionUpkeep } from './position-upkeep.ts';
import { Sentry } from './sentry/sentry.ts';
import { startShelfClock } from './shelf-clock.ts';
import type { InProcessApi } from './simulation/api-client.ts';
import { Simulator } from './simulator.ts';
import { startVisitReader } from './visit-reader.ts';

interface BackgroundDeps {
  api: InProcessApi;
  database: Database;
  memory: LiveMemory;
  hub: Hub;
  tiles: TileStore;
  columns: ColumnReader;
  roads: RoadBook;
  cubes: IncidentCubes;
  drafts: DraftBoard;
  draftNews: DraftNewsDesk;
  log: Logger;
  clock: () => number;
}

/**
 * Starts what runs beside the requests: loading of tiles and columns, a first look at the past, upkeep of positions and keyframes, the reader of visits, the clock of shelved alarms, plans that come into force at a
 * time, the watch by the rules, and in the demo the simulator. Answers how to stop it.
 */
export function startBackground(
  deps: BackgroundDeps,
  settings: Pick<Settings, 'simulate' | 'seed' | 'positionHistoryDays'>,
): () => Promise<void> {
  const warmed = warm(deps).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'tiles could not be loaded ahead');
  });
  const stopUpkeep = startPositionUpkeep(deps, settings.positionHistoryDays);
  const stopShelfClock = startShelfClock(deps);
  const stopVisits = startVisitReader(deps);
  const stopKeyframes = startKeyframeUpkeep(deps, settings.positionHistoryDays);
  const stopWarmUp = startPastWarmUp(deps);
  const stopEscalator = startEscalator(deps);
  const stopPlanSwitch = startPlanSwitch(deps);
  const sentry = new Sentry(deps);
  const simulator = settings.simulate ? new Simulator(deps, { seed: settings.seed }) : undefined;
  simulator?.start();
  // What the demo's feeds tell after a pause comes before the rules look: they would judge by what was before it.
  const watching = simulator ? simulator.hasBegun.then(() => sentry.start()) : sentry.start();
  return async () => {
    await simulator?.stop();
    await watching;
    await sentry.stop();
    await stopShelfClock();
    await stopEscalator();
    await stopPlanSwitch();
    await stopVisits();
    await stopUpkeep();
    await stopKeyframes();
    await stopWarmUp();
    await warmed;
  };
}

/** Incidents that are too many for tiles in memory are read into cubes. */
async function warm({ tiles, columns, cubes }: BackgroundDeps): Promise<void> {
  await tiles.warm();
  if (await tiles.incidents()) await columns.warm();
  else await cubes.isReady();
}
