/** The long lines that the city hangs on: rivers, expressways, trunk roads, and the ladders of avenues in the towns. */
import type { LineHeap } from './arrange.ts';
import { toLine7 } from './borders.ts';
import type { LngLat } from './frame.ts';
import type { EdgeKind } from './planar.ts';
import { leftNormals, offsetLine, type Point, pointAt, smoothLine } from './plane.ts';
import { makeRandom, noise2, type Random } from './random.ts';
import type { Terrain, ValleyLine } from './terrain.ts';
import type { Valley } from './valleys.ts';

export interface Way {
  nameZh: string;
  nameEn: string;
}

/** Metres to the left of the axis, going downstream, and the class; `through` runs the whole valley, the rest in towns only. */
interface Rail {
  offset: number;
  kind: EdgeKind;
  through?: true;
}

const RAILS: Record<string, readonly Rail[]> = {
  huangshui: [
    { offset: -2480, kind: 'secondary' },
    { offset: -1850, kind: 'secondary' },
    { offset: -1220, kind: 'primary' },
    { offset: -640, kind: 'trunk', through: true },
    { offset: -130, kind: 'tertiary' },
    { offset: 130, kind: 'tertiary' },
    { offset: 600, kind: 'primary' },
    { offset: 1060, kind: 'secondary' },
    { offset: 1480, kind: 'motorway', through: true },
    { offset: 1980, kind: 'secondary' },
    { offset: 2500, kind: 'tertiary' },
  ],
  beichuan: [
    { offset: -1750, kind: 'tertiary' },
    { offset: -1150, kind: 'secondary' },
    { offset: -580, kind: 'trunk', through: true },
    { offset: -110, kind: 'tertiary' },
    { offset: 110, kind: 'tertiary' },
    { offset: 560, kind: 'primary' },
    { offset: 1050, kind: 'motorway', through: true },
    { offset: 1550, kind: 'secondary' },
  ],
  nanchuan: [
    { offset: -1250, kind: 'secondary' },
    { offset: -820, kind: 'motorway', through: true },
    { offset: -420, kind: 'secondary' },
    { offset: -85, kind: 'tertiary' },
    { offset: 85, kind: 'tertiary' },
    { offset: 430, kind: 'trunk', through: true },
    { offset: 900, kind: 'secondary' },
  ],
};

const SIDE_RAILS = (road: EdgeKind): readonly Rail[] => [
  { offset: -1150, kind: 'tertiary' },
  { offset: -600, kind: 'secondary' },
  { offset: 260, kind: road, through: true },
  { offset: 760, kind: 'tertiary' },
  { offset: 1250, kind: 'tertiary' },
];

const RING: readonly LngLat[] = [
  [101.7, 36.668],
  [101.74, 36.6705],
  [101.776, 36.668],
  [101.812, 36.652],
  [101.842, 36.628],
  [101.85, 36.6],
  [101.832, 36.577],
  [101.796, 36.568],
  [101.752, 36.572],
  [101.718, 36.588],
  [101.692, 36.612],
  [101.684, 36.645],
];

/** From the confluence to the ring, about. */
const RING_METRES = 5500;

/** Where towns are dense enough for avenues. */
const AVENUE_BUILT = 0.4;

export function addSkeleton(heap: LineHeap, terrain: Terrain, seed: number): Way[] {
  const ways: Way[] = [];
  const random = makeRandom(seed, 'skeleton');
  const add = (line: readonly Point[], kind: EdgeKind, way: Way | null) => {
    if (way) ways.push(way);
    heap.addLine(toLine7(line), { kind, border: 0, way: way ? ways.length - 1 : -1 });
  };
  for (const { river } of terrain.valleys) add(river, 'river', null);
  add(ringLine(), 'motorway', { nameZh: '绕城高速', nameEn: 'Ring Expressway' });
  terrain.valleys.forEach((line, index) => {
    addRails(terrain, line, index, add);
    addRungs(terrain, line, index, random, add);
  });
  for (const stream of terrain.streams) addStreamRoad(terrain, random, stream, add);
  return ways;
}

type Add = (line: readonly Point[], kind: EdgeKind, way: Way | null) => void;

function ringLine(): Point[] {
  const corners = RING.map(([lng, lat]) => pointAt(lng, lat));
  const turns = [...corners.slice(-2), ...corners, ...corners.slice(0, 2)];
  const smooth = smoothLine(turns, 200);
  const start = corners[0]!;
  const isStart = (p: Point) => Math.hypot(p.x - start.x, p.y - start.y) < 1;
  return smooth.slice(smooth.findIndex(isStart), smooth.findLastIndex(isStart) + 1);
}

function addRails(terrain: Terrain, line: ValleyLine, index: number, add: Add): void {
  const { valley } = line;
  const axis = calmAxis(line.axis);
  for (const rail of RAILS[valley.key] ?? SIDE_RAILS(valley.road)) {
    const seed = terrain.seed + index * 31 + rail.offset;
    const path = offsetLine(axis, (i) => rail.offset + 45 * noise2(seed, i / 5, 0.5));
    if (rail.through) {
      addThrough(path, rail.kind, valley, add);
      continue;
    }
    const keep = path.map((p) => terrain.built(p) > AVENUE_BUILT && terrain.nearestValley(p).index === index);
    for (const piece of runs(path, keep, 3)) add(piece, rail.kind, { nameZh: '', nameEn: '' });
  }
}

/** A through road; an expressway that ends in the centre goes on as an avenue inside the ring. */
function addThrough(path: readonly Point[], kind: EdgeKind, { nameZh, nameEn }: Valley, add: Add): void {
  const end = path[path.length - 1]!;
  const isInner = kind === 'motorway' && Math.hypot(end.x, end.y) < RING_METRES;
  const inner = isInner ? path.findIndex((p) => Math.hypot(p.x, p.y) < RING_METRES) : path.length - 1;
  add(path.slice(0, inner + 1), kind, throughName(nameZh, nameEn, kind));
  if (isInner) add(path.slice(inner), 'primary', throughName(nameZh, nameEn, 'primary'));
}

function throughName(zh: string, en: string, kind: EdgeKind): Way {
  const stemZh = zh.replace(/河$/, '');
  const stemEn = en.replace(' River', '');
  if (kind === 'motorway') return { nameZh: `${stemZh}高速`, nameEn: `${stemEn} Expressway` };
  if (kind === 'primary') return { nameZh: `${stemZh}大街`, nameEn: `${stemEn} Avenue` };
  return { nameZh: `${stemZh}路`, nameEn: `${stemEn} Road` };
}

/** The axis with its small bends taken out, so that lines beside it do not fold. */
export function calmAxis(axis: readonly Point[]): Point[] {
  const reach = 6;
  return axis.map((p, i) => {
    const near = Math.min(reach, i, axis.length - 1 - i);
    if (near === 0) return p;
    const part = axis.slice(i - near, i + near + 1);
    return {
      x: part.reduce((sum, q) => sum + q.x, 0) / part.length,
      y: part.reduce((sum, q) => sum + q.y, 0) / part.length,
    };
  });
}

/** Avenues across the valley, over bridges, wherever a town is. */
function addRungs(terrain: Terrain, line: ValleyLine, index: number, random: Random, add: Add): void {
  const axis = calmAxis(calmAxis(line.axis));
  const normals = leftNormals(axis);
  let wait = 2;
  let count = 0;
  axis.forEach((p, i) => {
    wait--;
    if (wait > 0 || terrain.built(p) <= AVENUE_BUILT) return;
    wait = 2 + random.below(2);
    count++;
    addRung(terrain, index, p, normals[i]!, random, count % 3 === 0 ? 'primary' : 'secondary', add);
  });
}

function addRung(
  terrain: Terrain,
  index: number,
  p: Point,
  normal: Point,
  random: Random,
  kind: EdgeKind,
  add: Add,
): void {
  const reach = 3000;
  const step = 125;
  const shift = random.between(-60, 60);
  const bow = random.normal() * 60;
  const path: Point[] = [];
  for (let across = -reach; across <= reach; across += step) {
    const along = shift + bow * (across / reach) ** 2;
    path.push({
      x: p.x + normal.x * across + normal.y * along,
      y: p.y + normal.y * across - normal.x * along,
    });
  }
  const keep = path.map(
    (q) => terrain.built(q) > AVENUE_BUILT - 0.08 && terrain.nearestValley(q).index === index,
  );
  const middle = path.length >> 1;
  const pieces = runs(path, keep, 2).filter((piece) => piece.includes(path[middle]!));
  for (const piece of pieces) add(piece, kind, { nameZh: '', nameEn: '' });
}

/** The stretches of a path that are kept, each lengthened by a few points so that they reach the next line. */
function runs(path: readonly Point[], keep: readonly boolean[], extra: number): Point[][] {
  const pieces: Point[][] = [];
  let start = -1;
  for (let i = 0; i <= path.length; i++) {
    if (keep[i] && start < 0) start = i;
    if (!keep[i] && start >= 0) {
      if (i - start >= 3) pieces.push(path.slice(Math.max(0, start - extra), i + extra));
      start = -1;
    }
  }
  return pieces;
}

/** A road up the side valley, and a path over the pass beyond, which dead-end pruning cuts at its last crossing. */
function addStreamRoad(terrain: Terrain, random: Random, stream: readonly Point[], add: Add): void {
  const line = smoothLine(
    stream.map((p) => ({ x: p.x + random.normal() * 14, y: p.y + random.normal() * 14 })),
    130,
  );
  const half = Math.floor(line.length * 0.6);
  add(line.slice(0, half + 1), 'tertiary', { nameZh: '', nameEn: '' });
  add(line.slice(half), 'track', null);
  const end = line[line.length - 1]!;
  const before = line[line.length - 12] ?? line[0]!;
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const heading = Math.atan2(end.y - before.y, end.x - before.x);
  if (length < 50) return;
  const crest: Point[] = [end];
  let p = end;
  for (let i = 0, left = 3; i < 45 && left > 0; i++) {
    const arrived = i > 6 && (terrain.streamDistance(p) < 190 || terrain.nearestValley(p).distance < 300);
    if (arrived || left < 3) left--;
    const turn = heading + 0.9 * noise2(Math.round(end.x), i / 9, 0.5);
    p = { x: p.x + 340 * Math.cos(turn), y: p.y + 340 * Math.sin(turn) };
    crest.push(p);
  }
  add(crest, 'ridge', null);
}
