/** Import of a road network of OpenStreetMap (PBF with other things beside the roads, and packed XML): seconds, growth of memory, how long others wait. `--roads N --megabytes N --only postgres`. */
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { ImportOptions } from '../core/contract/import.ts';
import { openPrepared } from '../data/seed/prepare.ts';
import { ImportJobs } from '../server/import/import-jobs.ts';
import { graphFor, loadCityRoads } from '../server/live/road-network.ts';
import { Random } from '../server/live/simulation/random.ts';
import { type OsmFile, osmBlobs, osmHeader, osmXml } from '../test/support/osm-file.ts';
import { Memory, Others, onServer } from './import.ts';
import { makeOsmTown } from './osm-made.ts';
import { percentile, printResults, type ResultRow } from './table.ts';

const SEED = 7;
/** Of each building and its nodes in a packed file, about. */
const BUILDING_BYTES = 42;
const BUILDINGS_AT_ONCE = 8000;
const CORNERS = 4;
const FIRST_BUILDING_NODE = 2_000_000_000;

/** PostgreSQL is measured when TEST_POSTGRES_URL or --postgres names a server on which databases may be made. */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      roads: { type: 'string', default: '250000' },
      megabytes: { type: 'string', default: '60' },
      only: { type: 'string', default: '' },
      postgres: { type: 'string', default: process.env.TEST_POSTGRES_URL ?? '' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-bench-osm-'));
  const rows: ResultRow[] = [];
  try {
    const files = await makeFiles(folder, Number(values.roads), Number(values.megabytes) * 1e6);
    globalThis.gc?.();
    for (const path of files) {
      const dataDir = join(folder, `data${rows.length}`);
      if (values.only !== 'postgres')
        rows.push(await measure('embedded', path, { databaseUrl: null, dataDir }));
      if (values.only !== 'embedded' && values.postgres)
        rows.push(
          await onServer(values.postgres, (databaseUrl) =>
            measure('postgres', path, { databaseUrl, dataDir: '' }),
          ),
        );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  printResults('osm', rows, { roads: Number(values.roads) });
}

async function makeFiles(folder: string, roads: number, bytes: number): Promise<string[]> {
  const town = makeOsmTown(roads, SEED);
  const [pbf, xml] = [join(folder, 'town.osm.pbf'), join(folder, 'town.osm.gz')];
  await pipeline(Readable.from([osmXml(town)]), createGzip(), createWriteStream(xml));
  const ofRoads = osmBlobs(town).reduce((sum, { length }) => sum + length, 0);
  await writePbf(pbf, town, Math.max(0, Math.round((bytes - ofRoads) / BUILDING_BYTES)));
  return [pbf, xml];
}

/** The town with so many buildings among its streets, in the order that files have: nodes, ways, relations. */
async function writePbf(path: string, town: Required<OsmFile>, buildings: number): Promise<void> {
  const out = createWriteStream(path);
  const put = async (...blobs: Buffer[]) => {
    for (const blob of blobs) if (!out.write(blob)) await once(out, 'drain');
  };
  const random = new Random(SEED);
  const nothing = { nodes: [], ways: [], relations: [] };
  await put(osmHeader(), ...osmBlobs({ ...nothing, nodes: town.nodes }));
  for (let first = 0; first < buildings; first += BUILDINGS_AT_ONCE) {
    const count = Math.min(BUILDINGS_AT_ONCE, buildings - first) * CORNERS;
    const nodes = Array.from({ length: count }, (_, i) => {
      const near = town.nodes[Math.floor(random.next() * town.nodes.length)]!;
      return {
        id: FIRST_BUILDING_NODE + first * CORNERS + i,
        lng7: near.lng7 + Math.floor(random.between(500, 5000)),
        lat7: near.lat7 + Math.floor(random.between(500, 5000)),
      };
    });
    await put(...osmBlobs({ ...nothing, nodes }));
  }
  await put(...osmBlobs({ ...nothing, ways: town.ways }));
  for (let first = 0; first < buildings; first += BUILDINGS_AT_ONCE) {
    const ways = Array.from({ length: Math.min(BUILDINGS_AT_ONCE, buildings - first) }, (_, i) => {
      const corner = FIRST_BUILDING_NODE + (first + i) * CORNERS;
      return {
        id: 1_000_000_000 + first + i,
        refs: [corner, corner + 1, corner + 2, corner + 3, corner],
        tags: { building: 'yes' },
      };
    });
    await put(...osmBlobs({ ...nothing, ways }));
  }
  await put(...osmBlobs({ ...nothing, relations: town.relations }));
  out.end();
  await finished(out);
}

async function measure(
  engine: string,
  path: string,
  location: { databaseUrl: string | null; dataDir: string },
): Promise<ResultRow> {
  const database = await openPrepared(location, { demo: false });
  try {
    const others = new Others(database);
    const memory = new Memory();
    const [startedMs, cpu] = [performance.now(), process.cpuUsage()];
    const jobs = new ImportJobs({ database, clock: Date.now, wake: () => undefined });
    const options = ImportOptions.parse({ as: 'roads' });
    const job = await jobs.begin({
      path,
      fileName: 'town.osm',
      options,
      accountId: null,
      scopeCode: '990100',
    });
    const surveyedMs = performance.now();
    await jobs.check(job);
    const checkedMs = performance.now();
    await jobs.claim(job);
    await jobs.apply(job);
    const doneMs = performance.now();
    const waits = await others.stop();
    const rssGrowthMb = memory.stop();
    const { user, system } = process.cpuUsage(cpu);
    if (job.status !== 'done') throw new Error(JSON.stringify(job.report.error));
    const graph = graphFor(await loadCityRoads(database), 'car');
    return {
      engine,
      format: job.report.format,
      fileMb: Math.round(statSync(path).size / 1e5) / 10,
      roads: job.report.written.road ?? 0,
      turns: job.report.written.turn_restriction ?? 0,
      links: graph.linkEnd.length,
      seconds: seconds(doneMs - startedMs),
      surveySeconds: seconds(surveyedMs - startedMs),
      checkSeconds: seconds(checkedMs - surveyedMs),
      writeSeconds: seconds(doneMs - checkedMs),
      graphSeconds: seconds(performance.now() - doneMs),
      cpuSeconds: seconds((user + system) / 1000),
      rssGrowthMb,
      otherP95Ms: Math.round(percentile(waits, 95)),
      otherMaxMs: Math.round(percentile(waits, 100)),
    };
  } finally {
    await database.close();
  }
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
