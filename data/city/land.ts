/** The basemap's surfaces: what each block is used for, rivers widening downstream, forests, fields, water. */
import { isSimpleRing, signedArea2 } from '../../core/geometry/ring.ts';
import type { LandKind } from '../../core/vocabulary.ts';
import type { CityLand, Line7 } from './city.ts';
import type { Ground } from './ground.ts';
import { insetRing } from './inset.ts';
import { makeInsideTest } from './inside.ts';
import { mergeAreas } from './partition.ts';
import type { EdgeKind } from './planar.ts';
import { offsetLine, type Point, smoothLine, toLat7, toLng7, toX, toY } from './plane.ts';
import { hash32, makeRandom, noise2, ramp } from './random.ts';
import { calmAxis } from './skeleton.ts';
import { ringsOfAreas } from './walks.ts';
import { offsetClosed } from './water.ts';

export interface Land {
  land: CityLand[];
  /** Per face, what it is used for; null for bare hills and the outer face. */
  useOf: (LandKind | null)[];
}

/** From a road's middle line to the first wall, in metres. */
const SETBACK_METRES: Record<EdgeKind, number> = {
  motorway: 26,
  trunk: 20,
  primary: 18,
  secondary: 14,
  tertiary: 10,
  residential: 6.5,
  track: 4,
  river: 0,
  ridge: 1.5,
};

export function makeLand(ground: Ground, seed: number): Land {
  const { planar, terrain } = ground;
  const useOf: (LandKind | null)[] = [];
  const land: CityLand[] = [];
  const add = (kind: LandKind, minZoom: number, rings: Line7[], nameZh = '', nameEn = '') => {
    land.push({ id: land.length, kind, nameZh, nameEn, minZoom, polygons: [rings] });
  };
  for (let face = 0; face < planar.faceStart.length; face++) {
    const use = face === planar.outer ? null : landUse(ground, face, seed);
    useOf.push(use);
    if (!use || isOpen(use)) continue;
    const ring = faceLand(ground, face);
    if (ring) add(use, minZoomOf(ground.areasM2[face]!), [ring]);
  }
  addOpenLand(ground, useOf, add);
  const isInside = makeInsideTest(cityRing(ground));
  for (const { valley, river } of terrain.valleys) {
    add(
      'river',
      valley.widthMetres[1] > 40 ? 7 : 9,
      [riverRing(withinCity(river, isInside), valley.widthMetres)],
      valley.nameZh,
      valley.nameEn,
    );
  }
  addReservoirs(ground, seed, add);
  addRailway(ground, isInside, add);
  return { land, useOf };
}

function minZoomOf(areaM2: number): number {
  return areaM2 > 60_000 ? 8 : areaM2 > 25_000 ? 9 : 10;
}

function isOpen(use: LandKind | null): boolean {
  return use === 'forest' || use === 'farmland';
}

/** Fields and forests, joined within each community so that no seams show. */
function addOpenLand(ground: Ground, useOf: readonly (LandKind | null)[], add: AddLand): void {
  const { planar, communityOf } = ground;
  const areaOfFace = new Int32Array(planar.faceStart.length).fill(-1);
  const faces = useOf.flatMap((use, face) => (isOpen(use) ? [face] : []));
  faces.forEach((face, area) => {
    areaOfFace[face] = area;
  });
  const merged = mergeAreas(planar, {
    areaOfFace,
    parentOfArea: Int32Array.from(
      faces,
      (face) => 2 * communityOf[face]! + (useOf[face] === 'forest' ? 1 : 0),
    ),
    weights: Float64Array.from(faces, (face) => ground.areasM2[face]!),
    areasM2: Float64Array.from(faces, (face) => ground.areasM2[face]!),
    wanted: new Int32Array(2 * (Math.max(...communityOf) + 1)).fill(1),
  });
  const rings = ringsOfAreas(planar, merged.areaOfFace, merged.parentOfArea.length);
  rings.forEach((ring, area) => {
    const minZoom = signedArea2(ring) * M2_PER_UNIT2 > 1.5e6 ? 7 : 9;
    add(merged.parentOfArea[area]! % 2 === 1 ? 'forest' : 'farmland', minZoom, [ring]);
  });
}

/** Half the square metres in a square unit, roughly. */
const M2_PER_UNIT2 = 0.5 * 0.00893 * 0.0111;

function cityRing(ground: Ground): number[] {
  const all = Int32Array.from(ground.districtOf, (d) => (d < 0 ? -1 : 0));
  return ringsOfAreas(ground.planar, all, 1)[0]!;
}

function withinCity(line: readonly Point[], isInside: (lng7: number, lat7: number) => boolean): Point[] {
  return line.filter((p) => isInside(toLng7(p.x), toLat7(p.y)));
}

/** One railway through the Huangshui valley, between the river and the expressway. */
function addRailway(ground: Ground, isInside: (lng7: number, lat7: number) => boolean, add: AddLand): void {
  const axis = smoothLine(withinCity(calmAxis(ground.terrain.valleys[0]!.axis), isInside), 120);
  const track = withinCity(
    offsetLine(axis, () => 1280),
    isInside,
  );
  const left = offsetLine(track, () => 7);
  const right = offsetLine(track, () => -7);
  const ring = [...right, ...left.reverse()].flatMap((p) => [toLng7(p.x), toLat7(p.y)]);
  add('railway', 8, [[...ring, ring[0]!, ring[1]!]], '湟水铁路', 'Huangshui Railway');
}

function landUse(ground: Ground, face: number, seed: number): LandKind | null {
  const { terrain, planar } = ground;
  const built = ground.built[face]!;
  const p = faceMiddle(ground, face);
  const valley = terrain.nearestValley(p).distance;
  if (built < 0.12 || ground.areasM2[face]! > 900_000) return openUse(ground, p, valley, seed);
  const dice = hash32(seed ^ Math.imul(face, 2654435761)) / 4294967296;
  const thin = thinness(ground, face);
  const isBank = nearRiver(ground, face) && dice < 0.85;
  if (thin < 28 || isBank) return built < 0.4 ? 'farmland' : 'park';
  if (ground.areasM2[face]! > 180_000 && built < 0.5) return dice < 0.65 ? 'farmland' : 'residential';
  if (built < 0.4)
    return dice < 0.82 ? 'residential' : dice < 0.9 ? 'commercial' : dice < 0.93 ? 'education' : 'farmland';
  const centre = ramp(6500, 1200, Math.hypot(p.x, p.y));
  const factory = noise2(seed + 90, p.x / 2300, p.y / 2300) - 0.9 * centre;
  if (factory > 0.32) return dice < 0.75 ? 'industrial' : dice < 0.87 ? 'residential' : 'commercial';
  const campus = noise2(seed + 91, p.x / 1100, p.y / 1100);
  if (campus > 0.62 && dice < 0.7) return 'education';
  const green = noise2(seed + 92, p.x / 420, p.y / 420);
  if (green > 0.66) return 'park';
  const onAvenue = planar.ring(face).some((h) => ['primary', 'trunk'].includes(planar.edge(h).kind));
  const trade = 0.06 + 0.3 * centre + (onAvenue ? 0.16 : 0);
  if (dice < trade) return 'commercial';
  if (dice < trade + 0.05) return 'education';
  if (dice < trade + 0.085) return 'park';
  return 'residential';
}

function openUse(ground: Ground, p: Point, valley: number, seed: number): LandKind | null {
  const { terrain } = ground;
  if (valley < 1350 || terrain.streamDistance(p) < 420) return 'farmland';
  const reach = Math.hypot(p.x / 1.4, p.y);
  const belt = noise2(seed + 93, p.x / 2600, p.y / 2600);
  if (reach < 10_500) return belt > -0.45 ? 'forest' : null;
  const high =
    noise2(seed + 94, p.x / 7000, p.y / 7000) + (p.y > 45_000 ? 0.35 : 0) + (p.y < -28_000 ? 0.3 : 0);
  return high > 0.38 ? 'forest' : null;
}

export function faceMiddle(ground: Ground, face: number): Point {
  const { planar } = ground;
  const ring = planar.ring(face);
  let x = 0;
  let y = 0;
  for (const h of ring) {
    x += toX(planar.lng7[planar.origin[h]!]!) / ring.length;
    y += toY(planar.lat7[planar.origin[h]!]!) / ring.length;
  }
  return { x, y };
}

/** Mean width of a face: twice its area over its perimeter. */
function thinness(ground: Ground, face: number): number {
  const { planar } = ground;
  let perimeter = 0;
  for (const h of planar.ring(face)) {
    const a = planar.origin[h]!;
    const b = planar.target(h);
    perimeter += Math.hypot(
      toX(planar.lng7[a]!) - toX(planar.lng7[b]!),
      toY(planar.lat7[a]!) - toY(planar.lat7[b]!),
    );
  }
  return (2 * ground.areasM2[face]!) / perimeter;
}

function nearRiver(ground: Ground, face: number): boolean {
  return ground.planar.ring(face).some((h) => ground.planar.edge(h).kind === 'river');
}

/** A block's land, set back from the roads' middle lines as far as its shape allows. */
function faceLand(ground: Ground, face: number): number[] | null {
  const { planar } = ground;
  const halfEdges = planar.ring(face);
  for (const share of [1, 0.6, 0.3, 0]) {
    const ring = insetRing(
      halfEdges.map((h) => ({
        x: toX(planar.lng7[planar.origin[h]!]!),
        y: toY(planar.lat7[planar.origin[h]!]!),
        inset: share * SETBACK_METRES[planar.edge(h).kind],
      })),
    );
    if (!ring) continue;
    const line = ring.flatMap((p) => [toLng7(p.x), toLat7(p.y)]);
    line.push(line[0]!, line[1]!);
    if (signedArea2(line) > 0 && isSimpleRing(line)) return line;
  }
  return null;
}

function riverRing(river: readonly Point[], [head, mouth]: readonly [number, number]): Line7 {
  const last = river.length - 1;
  const half = (i: number) => (head + (mouth - head) * (i / last) ** 1.3) / 2;
  const left = offsetLine(river, half);
  const right = offsetLine(river, (i) => -half(i));
  const ring = [...right, ...left.reverse()];
  const line = ring.flatMap((p) => [toLng7(p.x), toLat7(p.y)]);
  line.push(line[0]!, line[1]!);
  return line;
}

type AddLand = (kind: LandKind, minZoom: number, rings: Line7[], nameZh?: string, nameEn?: string) => void;

/** Reservoirs where side valleys meet the hills, lakes in the town's parks. */
function addReservoirs(ground: Ground, seed: number, add: AddLand): void {
  const random = makeRandom(seed, 'water');
  const { streams } = ground.terrain;
  const names = [
    ['清泉水库', 'Qingquan Reservoir'],
    ['盘道湾水库', 'Pandaowan Reservoir'],
    ['大石门水库', 'Dashimen Reservoir'],
    ['云谷水库', 'Yungu Reservoir'],
    ['东沟水库', 'Donggou Reservoir'],
    ['青林水库', 'Qinglin Reservoir'],
  ] as const;
  const long = streams.filter((s) => s.length > 24);
  names.forEach(([zh, en], i) => {
    const stream = long[Math.floor(((i + 0.5) * long.length) / names.length)];
    if (!stream) return;
    const middle = Math.floor(stream.length * random.between(0.35, 0.5));
    add('lake', 9, [offsetClosed(stream.slice(middle, middle + 7 + random.below(5)), random)], zh, en);
  });
}
