import { parentPort, workerData } from 'node:worker_threads';
import { OsmNetwork } from '../../core/import/osm/network.ts';
import { ImportRefused } from './import-refused.ts';
import { PbfSource } from './osm-pbf.ts';
import type { OsmAnswer, OsmTask } from './osm-reader.ts';
import { XmlSource } from './osm-xml.ts';

/** The thread that makes roads of one OSM file, and gives them in pieces as they are asked for. */
const ROADS = 1500;
const task = workerData.data as OsmTask;

async function convert() {
  const network = new OsmNetwork();
  const source =
    task.format === 'osm.pbf' ? new PbfSource(task.path) : new XmlSource(task.path, task.isPacked);
  await source.readWays(network);
  network.closeWays();
  await source.readNodes(network);
  return { network, ...network.finish() };
}

const converted = convert();
converted.catch(() => undefined);

async function answer(first: number): Promise<OsmAnswer> {
  try {
    const { network, turns, report } = await converted;
    const end = Math.min(first + ROADS, network.roadCount);
    if (first >= end) return { kind: 'end', network: { turns, report } };
    const roads = Array.from({ length: end - first }, (_, at) => network.road(first + at));
    return {
      kind: 'roads',
      total: network.roadCount,
      roads: roads.map(({ road }) => road),
      lengths: Int32Array.from(roads, ({ line }) => line.length),
      places: Int32Array.from(roads.flatMap(({ line }) => line)),
      ends: Int32Array.from(roads.flatMap(({ ends }) => ends)),
    };
  } catch (error) {
    if (error instanceof ImportRefused) return { kind: 'refused', code: error.code, refusal: error.refusal };
    throw error;
  }
}

parentPort?.on('message', async (first: number) => parentPort?.postMessage(await answer(first)));
