import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Random } from '../server/live/simulation/random.ts';
import { type OsmFile, osmBlobs, osmHeader, osmXml } from '../test/support/osm-file.ts';
import { makeOsmTown } from './osm-made.ts';

export const OSM_FILES = ['town.osm.pbf', 'town.osm.gz'] as const;
const SEED = 7;
/** Of each building and its nodes in a packed file, about. */
const BUILDING_BYTES = 30;
const BUILDINGS_AT_ONCE = 8000;
const CORNERS = 4;
const FIRST_BUILDING_NODE = 2_000_000_000;

/** A town as PBF of about `bytes` bytes, buildings and all, and its streets alone as packed XML: those of the two that are wanted. */
export async function makeFiles(
  folder: string,
  roads: number,
  bytes: number,
  wanted: readonly string[],
): Promise<void> {
  const town = makeOsmTown(roads, SEED);
  const [pbf, xml] = OSM_FILES;
  if (wanted.includes(xml))
    await pipeline(Readable.from([osmXml(town)]), createGzip(), createWriteStream(join(folder, xml)));
  if (!wanted.includes(pbf)) return;
  const ofRoads = osmBlobs(town).reduce((sum, { length }) => sum + length, 0);
  await writePbf(join(folder, pbf), town, Math.max(0, Math.round((bytes - ofRoads) / BUILDING_BYTES)));
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
