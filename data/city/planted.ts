/** What is hidden in the incidents for analysts to find: hotspots, trends, bursts, a corridor. */
import { INCIDENT_TYPES, type IncidentType } from '../../core/vocabulary.ts';
import type { Planted, Point7 } from './city.ts';
import { makeClock } from './clock.ts';
import { innerPoint } from './inner-point.ts';
import { toLat7, toLng7, toX, toY } from './plane.ts';
import { makeRandom, makeWeightedPick, type Random } from './random.ts';
import { RHYTHMS } from './rhythms.ts';
import { landUseOf, type Town } from './town.ts';

/** Adds one incident; false when place or time do not hold. `face` -1 means: find it. */
export type Draw = (type: number, lng7: number, lat7: number, face: number, reportedAt: number) => boolean;

const DAY_SECONDS = 86_400;

interface Recipe {
  kind: Planted['kind'];
  zh: string;
  en: string;
  radiusMetres: number;
  types: IncidentType[];
  /** Days before asOf. */
  fromDay: number;
  toDay: number;
  /** Per 200,000 incidents. */
  incidents: number;
  /** How the incidents lie between from and to: -1 fading, 0 even, 1 growing. */
  lean: -1 | 0 | 1;
}

const RECIPES: readonly Recipe[] = [
  hotspot('夜市', 'night market', 160, ['theft', 'assault', 'noise'], 900),
  hotspot('车站广场', 'station square', 190, ['theft', 'snatch', 'dispute'], 800),
  hotspot('酒吧街', 'bar street', 140, ['assault', 'noise'], 650),
  hotspot('建材市场', 'building-materials market', 200, ['theft', 'fraud', 'collision'], 520),
  hotspot('校门口', 'school gates', 130, ['collision', 'theft'], 420),
  trend('emerging', '新开商圈', 'new shopping centre', 180, ['theft', 'collision'], 56, 0, 360),
  trend('emerging', '工地周边', 'around the building site', 210, ['theft', 'noise', 'hazard'], 42, 0, 260),
  trend('emerging', '出租房片区', 'rented-flat quarter', 170, ['burglary', 'fraud'], 35, 0, 170),
  trend('fading', '旧市场', 'old market', 170, ['theft', 'dispute'], 330, 150, 420),
  trend('fading', '改造片区', 'renewal quarter', 190, ['burglary', 'damage'], 300, 120, 260),
];

function hotspot(
  zh: string,
  en: string,
  radiusMetres: number,
  types: IncidentType[],
  incidents: number,
): Recipe {
  return { kind: 'hotspot', zh, en, radiusMetres, types, fromDay: 365, toDay: 0, incidents, lean: 0 };
}

function trend(
  kind: 'emerging' | 'fading',
  zh: string,
  en: string,
  radiusMetres: number,
  types: IncidentType[],
  fromDay: number,
  toDay: number,
  incidents: number,
): Recipe {
  return { kind, zh, en, radiusMetres, types, fromDay, toDay, incidents, lean: kind === 'emerging' ? 1 : -1 };
}

const BURSTS = 48;

export function plant(town: Town, draw: Draw, count: number, asOfSeconds: number): Planted[] {
  const random = makeRandom(town.seed, 'planted');
  const scale = count / 200_000;
  const pickCentre = makeWeightedPick(
    town.faces.map((face) => (landUseOf(town, face) === 'commercial' ? town.ground.built[face]! ** 3 : 0)),
  );
  const taken: Point7[] = [];
  const centre = () => freshCentre(town, random, pickCentre, taken);
  const planted = RECIPES.map((recipe) =>
    plantSpot(town, draw, random, recipe, centre(), scale, asOfSeconds),
  );
  planted.push(plantCorridor(town, draw, random, Math.max(20, Math.round(520 * scale)), asOfSeconds));
  const homes = makeWeightedPick(
    town.faces.map((face) => (landUseOf(town, face) === 'residential' ? town.ground.residents[face]! : 0)),
  );
  const bursts = Math.max(4, Math.round(BURSTS * Math.min(1, scale)));
  for (let i = 0; i < bursts; i++) {
    planted.push(
      plantBurst(town, draw, random, innerPoint(town.ringOf[town.faces[homes(random)]!]!), i, asOfSeconds),
    );
  }
  return planted.filter((p) => p.incidents > 0);
}

function freshCentre(town: Town, random: Random, pick: (random: Random) => number, taken: Point7[]): Point7 {
  for (let attempt = 0; ; attempt++) {
    const point = innerPoint(town.ringOf[town.faces[pick(random)]!]!);
    const isClear = taken.every(
      (p) => Math.hypot(toX(p[0]) - toX(point[0]), toY(p[1]) - toY(point[1])) > 1300,
    );
    if (!isClear && attempt < 60) continue;
    taken.push(point);
    return point;
  }
}

function plantSpot(
  town: Town,
  draw: Draw,
  random: Random,
  recipe: Recipe,
  centre: Point7,
  scale: number,
  asOfSeconds: number,
): Planted {
  const wanted = Math.max(12, Math.round(recipe.incidents * scale));
  const clocks = new Map(recipe.types.map((type) => [type, makeClock(rhythmOf(type), asOfSeconds)]));
  const from = asOfSeconds - recipe.fromDay * DAY_SECONDS;
  const to = asOfSeconds - recipe.toDay * DAY_SECONDS;
  let incidents = 0;
  for (let tries = 0; incidents < wanted && tries < 20 * wanted; tries++) {
    const type = random.pick(recipe.types);
    const [lng7, lat7] = scatter(random, centre, recipe.radiusMetres * 0.45, recipe.radiusMetres);
    const clock = clocks.get(type)!(random);
    const time = recipe.lean === 0 ? clock : leanedTime(random, clock, from, to, recipe.lean);
    if (draw(INCIDENT_TYPES.indexOf(type), lng7, lat7, -1, time)) incidents++;
  }
  const stem = stemAt(town, centre);
  return {
    kind: recipe.kind,
    nameZh: `${stem.zh}${recipe.zh}`,
    nameEn: `${stem.en} ${recipe.en}`,
    centre,
    radiusMetres: recipe.radiusMetres,
    from: isoOf(from),
    to: isoOf(to),
    types: recipe.types,
    incidents,
  };
}

function rhythmOf(type: IncidentType) {
  return RHYTHMS.find((r) => r.type === type)!;
}

/** Keeps the clock's time of day but moves it to a day that leans towards one end of the stretch. */
function leanedTime(random: Random, clock: number, from: number, to: number, lean: number): number {
  const share = random.next() ** 0.55;
  const moment = from + (to - from) * (lean > 0 ? share : 1 - share);
  const time = Math.floor(moment / DAY_SECONDS) * DAY_SECONDS + (clock % DAY_SECONDS);
  return time < from ? time + DAY_SECONDS : time >= to ? time - DAY_SECONDS : time;
}

function scatter(random: Random, centre: Point7, sigmaMetres: number, limitMetres: number): Point7 {
  for (;;) {
    const east = random.normal() * sigmaMetres;
    const north = random.normal() * sigmaMetres;
    if (Math.hypot(east, north) > limitMetres) continue;
    return [toLng7(toX(centre[0]) + east), toLat7(toY(centre[1]) + north)];
  }
}

/** Burglaries that follow one another within days and a few hundred metres. */
function plantBurst(
  town: Town,
  draw: Draw,
  random: Random,
  centre: Point7,
  i: number,
  asOfSeconds: number,
): Planted {
  const radiusMetres = 200;
  const span = random.between(6, 14) * DAY_SECONDS;
  const from = i < 2 ? asOfSeconds - span : asOfSeconds - random.between(span, 364 * DAY_SECONDS);
  const wanted = 4 + random.below(6);
  const type = INCIDENT_TYPES.indexOf('burglary');
  let incidents = 0;
  for (let tries = 0; incidents < wanted && tries < 100; tries++) {
    const [lng7, lat7] = scatter(random, centre, 90, radiusMetres);
    const day = Math.floor((from + random.next() * span) / DAY_SECONDS) * DAY_SECONDS;
    const night = day + 16 * 3600 + random.below(5 * 3600);
    const time = Math.min(Math.max(night, Math.ceil(from)), Math.floor(from + span) - 1);
    if (draw(type, lng7, lat7, -1, time)) incidents++;
  }
  const stem = stemAt(town, centre);
  return {
    kind: 'near_repeat',
    nameZh: `${stem.zh}入室盗窃连发`,
    nameEn: `${stem.en} burglary burst`,
    centre,
    radiusMetres,
    from: isoOf(from),
    to: isoOf(from + span),
    types: ['burglary'],
    incidents,
  };
}

/** Thefts and snatches along one avenue in the evenings. */
function plantCorridor(town: Town, draw: Draw, random: Random, wanted: number, asOfSeconds: number): Planted {
  const line = corridorLine(town);
  const from = asOfSeconds - 120 * DAY_SECONDS;
  let incidents = 0;
  for (let tries = 0; incidents < wanted && tries < 20 * wanted; tries++) {
    const i = random.below(line.length / 2 - 1);
    const share = random.next();
    const x = toX(line[2 * i]!) * (1 - share) + toX(line[2 * i + 2]!) * share;
    const y = toY(line[2 * i + 1]!) * (1 - share) + toY(line[2 * i + 3]!) * share;
    const lng7 = toLng7(x + random.normal() * 13);
    const lat7 = toLat7(y + random.normal() * 13);
    const day = Math.floor(random.between(from, asOfSeconds) / DAY_SECONDS) * DAY_SECONDS;
    const time = day + 10 * 3600 + random.below(5 * 3600);
    const type = INCIDENT_TYPES.indexOf(random.chance(0.65) ? 'theft' : 'snatch');
    if (time > from && draw(type, lng7, lat7, -1, time)) incidents++;
  }
  const middle = 2 * Math.floor(line.length / 4);
  const centre: Point7 = [line[middle]!, line[middle + 1]!];
  const reach = Math.max(
    ...line
      .filter((_, i) => i % 2 === 0)
      .map((lng7, i) => Math.hypot(toX(lng7) - toX(centre[0]), toY(line[2 * i + 1]!) - toY(centre[1]))),
  );
  const stem = stemAt(town, centre);
  return {
    kind: 'corridor',
    nameZh: `${stem.zh}沿街`,
    nameEn: `along the avenue at ${stem.en}`,
    centre,
    radiusMetres: Math.ceil(reach + 60),
    from: isoOf(from),
    to: isoOf(asOfSeconds),
    types: ['theft', 'snatch'],
    incidents,
  };
}

/** About 1.8 km of a primary road through the densest part of the town, as a flat line. */
function corridorLine(town: Town): number[] {
  const { roads, halfEdgesOf } = town.roads;
  const { built, planar } = town.ground;
  const densityOf = (r: number) => built[planar.face[halfEdgesOf[r]![0]!]!] ?? 0;
  const primaries = roads.map((_, r) => r).filter((r) => roads[r]!.class === 'primary');
  const first = primaries.reduce((a, b) => (densityOf(b) > densityOf(a) ? b : a));
  const name = roads[first]!.nameZh;
  const byStart = new Map(
    roads.filter((r) => r.nameZh === name && r.class === 'primary').map((r) => [r.fromNode, r]),
  );
  const line = [...roads[first]!.line];
  let length = roads[first]!.lengthMetres;
  let next = byStart.get(roads[first]!.toNode);
  for (let guard = 0; next && length < 1800 && guard < 60; guard++) {
    line.push(...next.line.slice(2));
    length += next.lengthMetres;
    next = byStart.get(next.toNode);
  }
  return line;
}

function stemAt(town: Town, point: Point7) {
  const face = town.locateFace(point[0], point[1]);
  const community = town.ground.communityOf[face] ?? 0;
  return town.areas.communityNames[Math.max(0, community)] ?? { zh: '', en: '' };
}

function isoOf(seconds: number): string {
  return new Date(Math.round(seconds) * 1000).toISOString();
}
