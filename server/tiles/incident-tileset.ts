import type { Database } from '../database/database.ts';
import type { LogFollower } from '../live/log-follower.ts';
import { LogReading } from '../live/log-reading.ts';
import type { LoggedChange } from '../queries/events.ts';
import {
  countIncidents,
  type PackedIncidents,
  readIncidents,
  readIncidentsOf,
} from '../queries/incident-points.ts';
import type { PlacedFeature } from '../queries/placed.ts';
import { writeIncidentLayer } from './incident-layer.ts';
import { IncidentPoints } from './incident-points.ts';
import { recordOf, unpackIncidents, wordsOf } from './incident-record.ts';
import type { TileFrame } from './mercator.ts';
import { NOUN_TILES } from './noun-tiles.ts';
import type { Pbf } from './pbf.ts';

/** About 60 bytes each. */
export const MOST_INCIDENTS = 2_000_000;

/** Incidents in memory, as long as they are not too many. Events keep them current; an import is read on its own. */
export class IncidentTileset {
  readonly #reading: LogReading<IncidentPoints | 'too_many'>;

  constructor({ database, follower }: { database: Database; follower: LogFollower }, most: number) {
    this.#reading = new LogReading<IncidentPoints | 'too_many'>(follower, {
      read: () => load(database, most),
      apply: (points, change) => apply(points, change, most),
      amend: (points, change) => readImport(database, points, change, most),
    });
  }

  /** The incidents with every change but those of others in the last `maxAgeMs`; undefined while they are read, or are too many. */
  async ready(maxAgeMs: number): Promise<IncidentPoints | undefined> {
    const points = await this.#reading.ready(maxAgeMs);
    return points === 'too_many' ? undefined : points;
  }

  /** The incidents with every change committed before this call, read first if need be; undefined when they are too many. */
  async current(): Promise<IncidentPoints | undefined> {
    const points = await this.#reading.current();
    return points === 'too_many' ? undefined : points;
  }

  /** The incidents as they were last known, at once; undefined where they are not in memory now. */
  get held(): IncidentPoints | undefined {
    const points = this.#reading.held;
    return points === 'too_many' ? undefined : points;
  }

  /** Writes the newest incidents of a tile whose grid starts with `prefix`. */
  cut(points: IncidentPoints, tile: Pbf, frame: TileFrame, prefix: string): void {
    const chosen = points.inTile(frame, prefix, NOUN_TILES.incidents.limit);
    writeIncidentLayer(tile, points.rows, chosen, frame);
  }
}

async function load(database: Database, most: number): Promise<IncidentPoints | 'too_many'> {
  if ((await countIncidents(database)) > most) return 'too_many';
  const points = new IncidentPoints();
  for await (const { bytes } of readIncidents(database)) points.load(unpackIncidents(bytes));
  points.settle();
  return points;
}

function apply(
  points: IncidentPoints | 'too_many',
  { noun, kind, subjectId, after }: LoggedChange,
  most: number,
): boolean {
  if (noun !== 'incidents') return true;
  // They may be fewer now.
  if (points === 'too_many') return kind !== 'bulk';
  if (kind === 'bulk' || points.rows.count > most * 1.1) return false;
  if (kind === 'delete' || !after) points.remove(wordsOf(subjectId));
  else points.put(recordOf(after as PlacedFeature & { id: string }));
  return true;
}

/** After an import or its undoing: what is there of it now takes the place of what was. After a plan came into force all is read anew. */
async function readImport(
  database: Database,
  held: IncidentPoints | 'too_many',
  { kind, subjectId, after }: LoggedChange,
  most: number,
): Promise<((points: IncidentPoints | 'too_many') => void) | undefined> {
  if (held === 'too_many' || kind !== 'bulk' || (after && 'replaced' in after)) return undefined;
  const pages: PackedIncidents[] = [];
  for await (const page of readIncidentsOf(database, subjectId)) pages.push(page);
  const count = pages.reduce((sum, page) => sum + page.count, held.rows.count);
  if (count > most) return undefined;
  return (points) => {
    if (points === 'too_many') return;
    points.removeBatch(subjectId);
    for (const { bytes } of pages) points.load(unpackIncidents(bytes));
    points.settle();
  };
}
