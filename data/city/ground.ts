/** From lines to blocks, and from blocks to grids, communities, streets and districts. */
import { arrange, LineHeap } from './arrange.ts';
import { addBorders } from './borders.ts';
import { outlineOf } from './cut.ts';
import { DISTRICTS } from './frame.ts';
import { makeInsideTest, makeLocator } from './inside.ts';
import { mergeAreas } from './partition.ts';
import { DISTRICT_BORDER, type Planar } from './planar.ts';
import { toLat7, toLng7 } from './plane.ts';
import { makeRandom } from './random.ts';
import { makeSamples, type Samples } from './samples.ts';
import { addSkeleton, type Way } from './skeleton.ts';
import { areaOf, subdivide } from './subdivide.ts';
import { makeTerrain, type Terrain } from './terrain.ts';

export const GRID_COUNT = 3500;
export const COMMUNITY_COUNT = 400;
/** Wanted blocks in a face when streets are drawn. */
const QUARTER_BLOCKS = 12;
/** Crossings this close to an end of a line move to it. */
const SNAP_METRES = 14;

export interface Ground {
  terrain: Terrain;
  planar: Planar;
  ways: Way[];
  /** Per face; -1 for the outer face. */
  districtOf: Int32Array;
  streetOf: Int32Array;
  communityOf: Int32Array;
  gridOf: Int32Array;
  /** Per face. */
  residents: Float64Array;
  areasM2: Float64Array;
  built: Float32Array;
}

export function makeGround(seed: number, onStage: (name: string, fraction: number) => void): Ground {
  const terrain = makeTerrain(seed);
  onStage('roads', 0.02);
  const { planar, ways, isInside } = drawLines(terrain, seed);
  onStage('blocks', 0.25);
  const samples = makeSamples(terrain, seed, (p) => isInside(toLng7(p.x), toLat7(p.y)));
  const samplesOf = shareSamples(planar, samples);
  const labels = { district: floodDistricts(planar), street: [] as number[] };
  subdivide(planar, samples, samplesOf, QUARTER_BLOCKS, makeRandom(seed, 'quarters'), (from, to) => {
    labels.district[to] = labels.district[from]!;
  });
  labels.street = groupStreets(terrain, planar, labels.district);
  subdivide(planar, samples, samplesOf, 1, makeRandom(seed, 'blocks'), (from, to) => {
    labels.district[to] = labels.district[from]!;
    labels.street[to] = labels.street[from]!;
  });
  onStage('grids', 0.4);
  const facts = measureBlocks(terrain, planar, labels.district, samples, samplesOf);
  const { gridOf, communityOf } = groupGrids(planar, labels.street, facts);
  return {
    terrain,
    planar,
    ways,
    districtOf: Int32Array.from(labels.district),
    streetOf: Int32Array.from(labels.street),
    communityOf,
    gridOf,
    residents: facts.residents,
    areasM2: facts.areasM2,
    built: facts.built,
  };
}

function drawLines(terrain: Terrain, seed: number) {
  const borders = cleanBorders(terrain, seed);
  const isInside = makeInsideTest(outlineOf(borders.planar, borders.planar.outer).flat);
  const heap = new LineHeap();
  addBorders(heap, terrain, borders.seed);
  const ways = addSkeleton(heap, terrain, seed);
  return { planar: arrange(heap, SNAP_METRES, isInside), ways, isInside };
}

/** Border lines wander and may cross near their ends; takes the first that bound the districts and nothing else. */
function cleanBorders(terrain: Terrain, seed: number): { planar: Planar; seed: number } {
  for (let attempt = 0; ; attempt++) {
    const heap = new LineHeap();
    addBorders(heap, terrain, seed + attempt);
    const planar = arrange(heap, 0, () => true);
    const isClean = planar.faceStart.length === DISTRICTS.length + 1;
    if (isClean || attempt === 20) return { planar, seed: seed + attempt };
  }
}

function shareSamples(planar: Planar, samples: Samples): number[][] {
  const outlines = planar.faceStart.map((_, face) => outlineOf(planar, face).flat);
  const locate = makeLocator(outlines, planar.outer);
  const samplesOf: number[][] = outlines.map(() => []);
  for (let s = 0; s < samples.lng7.length; s++) {
    const face = locate(samples.lng7[s]!, samples.lat7[s]!);
    if (face >= 0) samplesOf[face]!.push(s);
  }
  return samplesOf;
}

/** Spreads each district from its seat over everything not behind a district border; leftovers join a neighbour. */
function floodDistricts(planar: Planar): number[] {
  const outlines = planar.faceStart.map((_, face) => outlineOf(planar, face).flat);
  const locate = makeLocator(outlines, planar.outer);
  const district = outlines.map(() => -1);
  const spread = (from: number, id: number) => {
    const queue = [from];
    district[from] = id;
    for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
      for (const h of planar.ring(face)) {
        const other = planar.face[h ^ 1]!;
        if (other === planar.outer || district[other] !== -1) continue;
        if (planar.edge(h).border >= DISTRICT_BORDER) continue;
        district[other] = id;
        queue.push(other);
      }
    }
  };
  DISTRICTS.forEach(({ seat: [lng, lat] }, id) => {
    spread(locate(lng * 1e7, lat * 1e7), id);
  });
  for (let face = 0; face < district.length; face++) {
    if (district[face] !== -1 || face === planar.outer) continue;
    const known = planar.ring(face).find((h) => (district[planar.face[h ^ 1]!] ?? -1) >= 0);
    if (known !== undefined) spread(face, district[planar.face[known ^ 1]!]!);
  }
  return district;
}

/** The middle of a face (mean of its corners) and its area. */
function faceFacts(terrain: Terrain, planar: Planar, face: number) {
  const outline = outlineOf(planar, face);
  const count = outline.xs.length;
  const middle = {
    x: outline.xs.reduce((a, b) => a + b, 0) / count,
    y: outline.ys.reduce((a, b) => a + b, 0) / count,
  };
  return { areaM2: areaOf(outline), crowd: terrain.crowd(middle), built: terrain.built(middle) };
}

function groupStreets(terrain: Terrain, planar: Planar, district: readonly number[]): number[] {
  const count = planar.faceStart.length;
  const areasM2 = new Float64Array(count);
  const people = new Float64Array(count);
  const sums = DISTRICTS.map(() => ({ people: 0, area: 0 }));
  for (let face = 0; face < count; face++) {
    if (face === planar.outer) continue;
    const facts = faceFacts(terrain, planar, face);
    areasM2[face] = facts.areaM2;
    people[face] = facts.areaM2 * facts.crowd;
    sums[district[face]!]!.people += people[face]!;
    sums[district[face]!]!.area += facts.areaM2;
  }
  const weights = people.map((p, face) => {
    const id = district[face]!;
    if (id < 0) return 0;
    const { crowdShare } = DISTRICTS[id]!;
    return (crowdShare * p) / sums[id]!.people + ((1 - crowdShare) * areasM2[face]!) / sums[id]!.area;
  });
  const merged = mergeFaces(
    planar,
    district,
    weights,
    areasM2,
    DISTRICTS.map((d) => d.subdistricts + d.townships),
  );
  return Array.from(merged.areaOfFace);
}

/** Merges single faces within parents given per face. */
function mergeFaces(
  planar: Planar,
  parentOfFace: readonly number[],
  weights: Float64Array,
  areasM2: Float64Array,
  wanted: ArrayLike<number>,
) {
  const inner = planar.faceStart.map((_, face) => face).filter((face) => face !== planar.outer);
  const areaOfFace = new Int32Array(planar.faceStart.length).fill(-1);
  inner.forEach((face, area) => {
    areaOfFace[face] = area;
  });
  return mergeAreas(planar, {
    areaOfFace,
    parentOfArea: Int32Array.from(inner, (face) => parentOfFace[face]!),
    weights: Float64Array.from(inner, (face) => weights[face]!),
    areasM2: Float64Array.from(inner, (face) => areasM2[face]!),
    wanted,
  });
}

/** Splits `total` in proportion to the shares, at least `least` each. */
function apportion(total: number, shares: ArrayLike<number>, least: number): number[] {
  const sum = Array.from(shares).reduce((a, b) => a + b, 0);
  const spare = total - least * shares.length;
  let carried = 0;
  return Array.from(shares, (share) => {
    const exact = (spare * share) / sum + carried;
    const whole = Math.round(exact);
    carried = exact - whole;
    return least + whole;
  });
}

interface BlockFacts {
  areasM2: Float64Array;
  built: Float32Array;
  residents: Float64Array;
  /** Residents, and a little for the size of open land, so that it is shared out too. */
  weights: Float64Array;
}

function measureBlocks(
  terrain: Terrain,
  planar: Planar,
  district: readonly number[],
  samples: Samples,
  samplesOf: readonly number[][],
): BlockFacts {
  const count = planar.faceStart.length;
  const areasM2 = new Float64Array(count);
  const built = new Float32Array(count);
  const residents = new Float64Array(count);
  for (let face = 0; face < count; face++) {
    if (face === planar.outer) continue;
    const facts = faceFacts(terrain, planar, face);
    const inside = samplesOf[face]!;
    const mean = inside.reduce((sum, s) => sum + samples.built[s]!, 0) / Math.max(1, inside.length);
    areasM2[face] = facts.areaM2;
    built[face] = inside.length > 0 ? mean : facts.built;
    residents[face] = facts.areaM2 * (12 * built[face]! ** 2.2 + 0.003);
  }
  scaleResidents(district, residents);
  const weights = residents.map((people, face) => people + 12 * Math.min(6, areasM2[face]! / 1e6));
  return { areasM2, built, residents, weights };
}

function groupGrids(
  planar: Planar,
  street: readonly number[],
  facts: BlockFacts,
): { gridOf: Int32Array; communityOf: Int32Array } {
  const streetCount = Math.max(...street) + 1;
  const streetWeights = new Float64Array(streetCount);
  const blocks = new Float64Array(streetCount);
  street.forEach((s, face) => {
    if (s < 0) return;
    streetWeights[s]! += facts.weights[face]!;
    blocks[s]!++;
  });
  const wanted = apportion(GRID_COUNT, streetWeights, 8).map((n, s) =>
    Math.min(n, Math.ceil(blocks[s]! * 0.8)),
  );
  const grids = mergeFaces(planar, street, facts.weights, facts.areasM2, wanted);
  const perGrid = sumByArea(grids.areaOfFace, grids.parentOfArea.length, facts.weights, facts.areasM2);
  const communities = mergeAreas(planar, {
    areaOfFace: grids.areaOfFace,
    parentOfArea: grids.parentOfArea,
    weights: perGrid.weights,
    areasM2: perGrid.areasM2,
    wanted: apportion(COMMUNITY_COUNT, streetWeights, 2),
  });
  return { gridOf: grids.areaOfFace, communityOf: communities.areaOfFace };
}

function scaleResidents(district: readonly number[], residents: Float64Array): void {
  const sums = new Float64Array(DISTRICTS.length);
  residents.forEach((people, face) => {
    if (district[face]! >= 0) sums[district[face]!]! += people;
  });
  residents.forEach((people, face) => {
    const id = district[face]!;
    if (id >= 0) residents[face] = (people * DISTRICTS[id]!.residents) / sums[id]!;
  });
}

function sumByArea(areaOfFace: Int32Array, count: number, weights: Float64Array, areasM2: Float64Array) {
  const sums = { weights: new Float64Array(count), areasM2: new Float64Array(count) };
  areaOfFace.forEach((area, face) => {
    if (area < 0) return;
    sums.weights[area]! += weights[face]!;
    sums.areasM2[area]! += areasM2[face]!;
  });
  return sums;
}
