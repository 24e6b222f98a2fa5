/** Things that stand somewhere: posts, institutions, checkpoints, devices. */
import { bearingDegrees } from '../../core/geometry/metres.ts';
import type { InstitutionKind, LandKind, PostKind } from '../../core/vocabulary.ts';
import { borderOf } from './areas.ts';
import type { CityCheckpoint, CityDevice, CityInstitution, CityPost, CityRoad, Point7 } from './city.ts';
import { chineseNumber, makeCounter, type Name } from './names.ts';
import { makeRandom, makeWeightedPick, type Random } from './random.ts';
import { gridCodeOfFace, landUseOf, placeIn, type Town } from './town.ts';

const POST_MIX: readonly [kind: PostKind, count: number, zh: string, en: string][] = [
  ['police_room', 95, '警务室', 'Police Room'],
  ['grid_station', 110, '网格服务站', 'Grid Station'],
  ['volunteer_point', 70, '志愿者服务点', 'Volunteer Point'],
  ['mediation_point', 55, '人民调解室', 'Mediation Point'],
  ['compound', 40, '技防小区', 'Protected Compound'],
  ['village', 30, '平安村庄', 'Safe Village'],
];

export function makePosts(town: Town): CityPost[] {
  const random = makeRandom(town.seed, 'posts');
  const urban = facePick(town, (face) =>
    town.ground.built[face]! > 0.35 ? town.ground.residents[face]! : 0,
  );
  const rural = facePick(town, (face) =>
    town.ground.built[face]! > 0.1 && town.ground.built[face]! <= 0.36 ? town.ground.residents[face]! : 0,
  );
  const nameOf = makeNamer();
  return POST_MIX.flatMap(([kind, count, zh, en]) =>
    Array.from({ length: count }, (): CityPost => {
      const inVillage = kind === 'village' || (kind !== 'compound' && random.chance(0.22));
      const face = inVillage ? rural(random) : urban(random);
      const stem = stemOf(town, face);
      const staffed = kind === 'compound' || kind === 'village' ? random.chance(0.6) : random.chance(0.9);
      return {
        kind,
        ...nameOf(stem, { zh, en }),
        point: placeIn(town, face, random),
        areaCode: gridCodeOfFace(town, face),
        staffed,
        staffCount: staffed ? 1 + random.below(kind === 'police_room' ? 5 : 3) : 0,
      };
    }),
  );
}

/** 建国路学校, 建国路第二学校: no two things of a kind share a name. */
function makeNamer(): (stem: Name, kind: Name) => { nameZh: string; nameEn: string } {
  const count = makeCounter();
  return (stem, kind) => {
    const n = count(stem.zh + kind.zh);
    return {
      nameZh: `${stem.zh}${n > 1 ? `第${chineseNumber(n)}` : ''}${kind.zh}`,
      nameEn: `${stem.en} ${n > 1 ? `No. ${n} ` : ''}${kind.en}`,
    };
  };
}

function stemOf(town: Town, face: number) {
  return town.areas.communityNames[town.ground.communityOf[face]!]!;
}

function facePick(town: Town, weigh: (face: number) => number): (random: Random) => number {
  const pick = makeWeightedPick(town.faces.map(weigh));
  return (random) => town.faces[pick(random)]!;
}

interface InstitutionMix {
  kind: InstitutionKind;
  count: number;
  zh: string;
  en: string;
  uses: readonly (LandKind | null)[];
  strict: number;
}

const INSTITUTION_MIX: readonly InstitutionMix[] = [
  { kind: 'school', count: 240, zh: '学校', en: 'School', uses: ['education'], strict: 0.5 },
  { kind: 'kindergarten', count: 220, zh: '幼儿园', en: 'Kindergarten', uses: ['residential'], strict: 0.6 },
  {
    kind: 'hospital',
    count: 90,
    zh: '医院',
    en: 'Hospital',
    uses: ['commercial', 'residential'],
    strict: 0.5,
  },
  { kind: 'market', count: 170, zh: '市场', en: 'Market', uses: ['commercial'], strict: 0.2 },
  {
    kind: 'property_company',
    count: 290,
    zh: '物业公司',
    en: 'Property Company',
    uses: ['residential'],
    strict: 0.05,
  },
  { kind: 'office_tower', count: 150, zh: '大厦', en: 'Tower', uses: ['commercial'], strict: 0.25 },
  { kind: 'plant', count: 130, zh: '厂', en: 'Plant', uses: ['industrial'], strict: 0.4 },
  { kind: 'bank', count: 190, zh: '银行网点', en: 'Bank Branch', uses: ['commercial'], strict: 0.7 },
  { kind: 'station', count: 20, zh: '客运站', en: 'Coach Station', uses: ['commercial'], strict: 0.9 },
];

export function makeInstitutions(town: Town, asOfDay: number): CityInstitution[] {
  const random = makeRandom(town.seed, 'institutions');
  const nameOf = makeNamer();
  return INSTITUTION_MIX.flatMap((mix) => {
    const pick = facePick(town, (face) =>
      mix.uses.includes(landUseOf(town, face)) ? 200 + town.ground.residents[face]! : 0,
    );
    return Array.from({ length: mix.count }, () => {
      const face = pick(random);
      return { ...nameOf(stemOf(town, face), mix), ...institution(town, random, mix, face, asOfDay) };
    });
  });
}

function institution(
  town: Town,
  random: Random,
  mix: InstitutionMix,
  face: number,
  asOfDay: number,
): Omit<CityInstitution, 'nameZh' | 'nameEn'> {
  const grade = random.chance(mix.strict) ? 1 : random.chance(0.55) ? 2 : 3;
  const due = asOfDay + Math.round(random.between(-0.07, 1) * [90, 180, 365][grade - 1]!);
  return {
    kind: mix.kind,
    point: placeIn(town, face, random, 14, 34),
    areaCode: gridCodeOfFace(town, face),
    grade,
    guardPosts: 4 - grade + random.below(3) - (grade === 3 ? 1 : 0),
    inspectionDueOn: new Date(due * 86_400_000).toISOString().slice(0, 10),
  };
}

interface Crossing {
  road: CityRoad;
  h: number;
  border: 'city' | 'district' | 'road';
  rank: number;
}

const CHECKPOINT_COUNT = 60;
const CLASS_RANK: Record<string, number> = {
  motorway: 6,
  trunk: 5,
  primary: 4,
  secondary: 3,
  tertiary: 2,
  residential: 0,
  track: 1,
};

/** Roads that cross or end on a city or district border, greatest first; main roads inside fill up the rest. */
export function makeCheckpoints(town: Town): CityCheckpoint[] {
  const random = makeRandom(town.seed, 'checkpoints');
  const crossings = findCrossings(town).sort((a, b) => b.rank - a.rank);
  const chosen: { crossing: Crossing; point: Point7; face: number }[] = [];
  for (const gap of [1500, 700, 250]) {
    for (const crossing of crossings) {
      if (chosen.length >= CHECKPOINT_COUNT) break;
      const spot = besideRoad(town, crossing.h);
      if (!spot) continue;
      if (chosen.some((c) => metresBetween(c.point, spot.point) < gap)) continue;
      chosen.push({ crossing, ...spot });
    }
  }
  const nameOf = makeNamer();
  return chosen.map(({ crossing, point, face }, i) => {
    const { planar } = town.ground;
    const a = planar.origin[crossing.h]!;
    const b = planar.target(crossing.h);
    const state = random.chance(0.62) ? 'staffed' : 'open';
    return {
      code: `KK${String(i + 1).padStart(3, '0')}`,
      ...nameOf({ zh: crossing.road.nameZh, en: crossing.road.nameEn }, { zh: '卡口', en: 'Checkpoint' }),
      point,
      areaCode: gridCodeOfFace(town, face),
      border: crossing.border,
      state,
      lanes: crossing.rank >= 4 ? 4 + 2 * random.below(2) : 2,
      roadId: crossing.road.id,
      bearingDegrees: Math.round(
        bearingDegrees(planar.lng7[a]!, planar.lat7[a]!, planar.lng7[b]!, planar.lat7[b]!),
      ),
    };
  });
}

function findCrossings(town: Town): Crossing[] {
  const { planar } = town.ground;
  const touches = new Uint8Array(planar.lng7.length);
  for (let h = 0; h < planar.origin.length; h++) {
    const border = borderOf(town.ground, h);
    if (border >= 4) touches[planar.origin[h]!] = Math.max(touches[planar.origin[h]!]!, border);
  }
  const crossings: Crossing[] = [];
  town.roads.roads.forEach((road, r) => {
    const rank = CLASS_RANK[road.class]!;
    for (const h of town.roads.halfEdgesOf[r]!) {
      if (borderOf(town.ground, h) >= 4) continue;
      const border = Math.max(touches[planar.origin[h]!]!, touches[planar.target(h)]!);
      if (border === 5 && rank >= 1) crossings.push({ road, h, border: 'city', rank: rank + 4 });
      else if (border === 4 && rank >= 2) crossings.push({ road, h, border: 'district', rank: rank + 2 });
      else if (rank >= 5 && h % 97 === 0) crossings.push({ road, h, border: 'road', rank: 2 });
    }
  });
  return crossings;
}

/** A point 4 m left of the middle of a half-edge, strictly inside the face there. */
function besideRoad(town: Town, h: number): { point: Point7; face: number } | undefined {
  const { planar } = town.ground;
  const a = planar.origin[h]!;
  const b = planar.target(h);
  const east = planar.lng7[b]! - planar.lng7[a]!;
  const north = planar.lat7[b]! - planar.lat7[a]!;
  const scale = 400 / (Math.hypot(east, north) || 1);
  const lng7 = Math.round((planar.lng7[a]! + planar.lng7[b]!) / 2 - north * scale);
  const lat7 = Math.round((planar.lat7[a]! + planar.lat7[b]!) / 2 + east * scale);
  const face = town.locateFace(lng7, lat7);
  return face < 0 ? undefined : { point: [lng7, lat7], face };
}

function metresBetween(a: Point7, b: Point7): number {
  return Math.hypot((a[0] - b[0]) * 0.00893, (a[1] - b[1]) * 0.0111);
}

const DEVICE_COUNT = 4000;

/** Devices stand at main junctions, then at institutions, then along streets. */
export function makeDevices(town: Town, institutions: readonly CityInstitution[]): CityDevice[] {
  const random = makeRandom(town.seed, 'devices');
  const junction = makeWeightedPick(junctionWeights(town));
  const street = facePick(town, (face) => (landUseOf(town, face) ? town.ground.residents[face]! : 0));
  const devices: CityDevice[] = [];
  for (let tries = 0; devices.length < DEVICE_COUNT && tries < 3 * DEVICE_COUNT; tries++) {
    const dice = random.next();
    const centre: Point7 =
      dice < 0.55
        ? vertexPoint(town, junction(random))
        : dice < 0.8
          ? random.pick(institutions).point
          : placeIn(town, street(random), random);
    const lng7 = Math.round(centre[0] + random.normal() * 1500);
    const lat7 = Math.round(centre[1] + random.normal() * 1200);
    const face = town.locateFace(lng7, lat7);
    if (face >= 0) devices.push(device(town, random, devices.length, [lng7, lat7], face, dice));
  }
  return devices;
}

function device(
  town: Town,
  random: Random,
  i: number,
  point: Point7,
  face: number,
  dice: number,
): CityDevice {
  const kind = dice < 0.55 || random.chance(0.6) ? 'camera' : random.chance(0.55) ? 'alarm_button' : 'sensor';
  const health = random.next();
  const isCamera = kind === 'camera';
  return {
    code: `SB${String(i + 1).padStart(5, '0')}`,
    kind,
    point,
    areaCode: gridCodeOfFace(town, face),
    health: health < 0.97 ? 'ok' : health < 0.985 ? 'degraded' : 'offline',
    bearingDegrees: isCamera ? random.below(360) : null,
    fieldOfViewDegrees: isCamera ? random.pick([60, 75, 90, 110]) : null,
    rangeMetres: isCamera ? random.pick([40, 60, 80, 120]) : null,
  };
}

function vertexPoint(town: Town, v: number): Point7 {
  return [town.ground.planar.lng7[v]!, town.ground.planar.lat7[v]!];
}

/** Junctions of great roads in dense places weigh most; points along a line weigh nothing. */
function junctionWeights(town: Town): Float64Array {
  const { planar, built } = town.ground;
  const weights = new Float64Array(planar.lng7.length);
  for (let h = 0; h < planar.origin.length; h++) {
    const v = planar.origin[h]!;
    const rank = CLASS_RANK[planar.edge(h).kind] ?? 0;
    const density = built[planar.face[h]!] ?? 0;
    if (planar.degree[v]! > 2) weights[v]! += rank * rank * (0.02 + density * density);
  }
  return weights;
}
