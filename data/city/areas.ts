/** Codes, names, outlines and shared arcs of the four levels, from the labels of the faces. */
import { polygonsAreaM2 } from '../../core/geometry/metres.ts';
import { STAFF_ROLES } from '../../core/vocabulary.ts';
import type { CityArc, CityArea, CityGrid, CityNode, CityStaff } from './city.ts';
import { CITY, DISTRICTS } from './frame.ts';
import type { Ground } from './ground.ts';
import { innerPoint } from './inner-point.ts';
import { type CommunityName, makeNameBook, type Name, type NameBook } from './names.ts';
import { findChains } from './partition.ts';
import { BORDER_LEVELS } from './planar.ts';
import { toX, toY } from './plane.ts';
import { makeRandom } from './random.ts';
import { lineThrough, ringsOfAreas } from './walks.ts';

export interface Areas {
  areas: CityArea[];
  grids: CityGrid[];
  staff: CityStaff[];
  nodes: CityNode[];
  arcs: CityArc[];
  /** Per face, the index into `grids`; -1 outside. */
  gridOfFace: Int32Array;
  /** Per street label of the ground, its code. */
  streetCodes: string[];
  /** Per community label of the ground, its name without 社区 or 村. */
  communityNames: CommunityName[];
}

/** An area on the way to its code. */
interface Draft {
  label: number;
  ring: number[];
  point: [number, number];
  areaM2: number;
  residents: number;
}

export function makeAreas(ground: Ground, seed: number): Areas {
  const book = makeNameBook(makeRandom(seed, 'names'));
  const { planar } = ground;
  const districts = draftsOf(ground, ground.districtOf);
  const streets = draftsOf(ground, ground.streetOf);
  const communities = draftsOf(ground, ground.communityOf);
  const grids = draftsOf(ground, ground.gridOf);
  const made: Areas = {
    areas: [cityArea(ground)],
    grids: [],
    staff: [],
    nodes: [],
    arcs: [],
    gridOfFace: new Int32Array(planar.faceStart.length).fill(-1),
    streetCodes: [],
    communityNames: [],
  };
  const streetsOf = childrenOf(ground.streetOf, ground.districtOf, districts.length);
  const communitiesOf = childrenOf(ground.communityOf, ground.streetOf, streets.length);
  const gridsOf = childrenOf(ground.gridOf, ground.communityOf, communities.length);
  const indexOfLabel = new Int32Array(grids.length);
  DISTRICTS.forEach((frame, d) => {
    made.areas.push(areaOf(districts[d]!, frame.code, 'district', CITY.code, frame.nameZh, frame.nameEn));
    const inside = streetsOf[d]!.map((s) => streets[s]!);
    for (const { draft, suffix, isTown } of rankStreets(inside, frame.subdistricts)) {
      const code = frame.code + suffix;
      made.streetCodes[draft.label] = code;
      made.areas.push(nameStreet(draft, code, frame.code, isTown, book));
      sortRows(communitiesOf[draft.label]!.map((c) => communities[c]!)).forEach((community, c) => {
        const communityCode = code + threeDigits(c + 1);
        const stem = addCommunity(made, community, communityCode, code, isTown, book);
        sortRows(gridsOf[community.label]!.map((g) => grids[g]!)).forEach((grid, g) => {
          indexOfLabel[grid.label] = made.grids.length;
          addGrid(made, grid, communityCode, threeDigits(g + 1), stem, book);
        });
      });
    }
  });
  ground.gridOf.forEach((label, face) => {
    if (label >= 0) made.gridOfFace[face] = indexOfLabel[label]!;
  });
  addArcs(made, ground);
  return made;
}

function draftsOf(ground: Ground, labels: Int32Array): Draft[] {
  const count = Math.max(...labels) + 1;
  const residents = new Float64Array(count);
  labels.forEach((label, face) => {
    if (label >= 0) residents[label]! += ground.residents[face]!;
  });
  return ringsOfAreas(ground.planar, labels, count).map((ring, label) => ({
    label,
    ring,
    point: innerPoint(ring),
    areaM2: polygonsAreaM2([[ring]]),
    residents: residents[label]!,
  }));
}

function childrenOf(child: Int32Array, parent: Int32Array, parents: number): number[][] {
  const children: Set<number>[] = Array.from({ length: parents }, () => new Set());
  child.forEach((label, face) => {
    if (label >= 0) children[parent[face]!]!.add(label);
  });
  return children.map((set) => [...set]);
}

/** West to east in rows from north to south, as the coding standard asks. */
function sortRows(drafts: readonly Draft[]): Draft[] {
  const ys = drafts.map((d) => toY(d.point[1]));
  const top = Math.max(...ys);
  const rows = Math.max(1, Math.round(Math.sqrt(drafts.length)));
  const height = (top - Math.min(...ys)) / rows + 1;
  const rowOf = (d: Draft) => Math.floor((top - toY(d.point[1])) / height);
  return [...drafts].sort((a, b) => rowOf(a) - rowOf(b) || toX(a.point[0]) - toX(b.point[0]));
}

/** The densest streets are 街道 (001..), the others towns and townships (100..). */
function rankStreets(drafts: readonly Draft[], subdistricts: number) {
  const density = (d: Draft) => d.residents / d.areaM2;
  const byDensity = [...drafts].sort((a, b) => density(b) - density(a));
  const dense = sortRows(byDensity.slice(0, subdistricts));
  const sparse = sortRows(byDensity.slice(subdistricts));
  return [
    ...dense.map((draft, i) => ({ draft, suffix: threeDigits(i + 1), isTown: false })),
    ...sparse.map((draft, i) => ({ draft, suffix: threeDigits(100 + i), isTown: true })),
  ];
}

function threeDigits(n: number): string {
  return String(n).padStart(3, '0');
}

function cityArea(ground: Ground): CityArea {
  const all = Int32Array.from(ground.districtOf, (d) => (d < 0 ? -1 : 0));
  const ring = ringsOfAreas(ground.planar, all, 1)[0]!;
  const draft = { label: 0, ring, point: innerPoint(ring), areaM2: polygonsAreaM2([[ring]]), residents: 0 };
  return areaOf(draft, CITY.code, 'city', null, CITY.nameZh, CITY.nameEn);
}

function areaOf(
  draft: Draft,
  code: string,
  level: CityArea['level'],
  parentCode: string | null,
  nameZh: string,
  nameEn: string,
): CityArea {
  return {
    code,
    level,
    parentCode,
    nameZh,
    nameEn,
    polygons: [[draft.ring]],
    label: draft.point,
    areaM2: Math.round(draft.areaM2),
  };
}

function nameStreet(
  draft: Draft,
  code: string,
  districtCode: string,
  isTown: boolean,
  book: NameBook,
): CityArea {
  const stem = book.street(isTown);
  const isTownship = isTown && draft.areaM2 > 90e6 && draft.residents < 18_000;
  const zh = isTown ? (isTownship ? '乡' : '镇') : '街道';
  const en = isTown ? (isTownship ? 'Township' : 'Town') : 'Subdistrict';
  return areaOf(draft, code, 'street', districtCode, stem.zh + zh, `${stem.en} ${en}`);
}

function addCommunity(
  made: Areas,
  draft: Draft,
  code: string,
  streetCode: string,
  isTown: boolean,
  book: NameBook,
): Name {
  const isVillage = isTown && draft.residents / draft.areaM2 < 2500e-6;
  const stem = book.community(isVillage);
  const name = {
    zh: `${stem.zh}${isVillage ? '村' : '社区'}`,
    en: `${stem.en} ${isVillage ? 'Village' : 'Community'}`,
  };
  made.communityNames[draft.label] = stem;
  made.areas.push(areaOf(draft, code, 'community', streetCode, name.zh, name.en));
  return name;
}

const PEOPLE_PER_DWELLING = 2.7;

function addGrid(
  made: Areas,
  draft: Draft,
  communityCode: string,
  suffix: string,
  stem: Name,
  book: NameBook,
): void {
  const code = communityCode + suffix;
  const residents = Math.round(draft.residents);
  made.grids.push({
    code,
    communityCode,
    nameZh: `${stem.zh} ${suffix} 格`,
    nameEn: `${stem.en} Grid ${suffix}`,
    polygons: [[draft.ring]],
    label: draft.point,
    areaM2: Math.round(draft.areaM2),
    residents,
    dwellings: Math.ceil(residents / PEOPLE_PER_DWELLING),
  });
  for (const role of STAFF_ROLES) {
    const official = book.official();
    made.staff.push({ gridCode: code, role, nameZh: official.zh, nameEn: official.en });
  }
}

/** One arc set for all levels: the lines between grids, cut where three or more meet. */
function addArcs(made: Areas, ground: Ground): void {
  const { planar } = ground;
  const nodeIds = new Map<number, number>();
  const nodeId = (vertex: number) => {
    let id = nodeIds.get(vertex);
    if (id === undefined) {
      id = made.nodes.length;
      nodeIds.set(vertex, id);
      made.nodes.push({ id, point: [planar.lng7[vertex]!, planar.lat7[vertex]!] });
    }
    return id;
  };
  for (const chain of findChains(planar, ground.gridOf)) {
    const h = chain.halfEdges[0]!;
    made.arcs.push({
      id: made.arcs.length,
      fromNode: nodeId(chain.from),
      toNode: nodeId(chain.to),
      line: lineThrough(planar, chain.halfEdges),
      left: made.gridOfFace[planar.face[h]!]!,
      right: made.gridOfFace[planar.face[h ^ 1]!]!,
      level: BORDER_LEVELS[borderOf(ground, h)]!,
    });
  }
}

/** The highest level at which the two sides of a half-edge differ: 1 grid .. 5 city, 0 none. */
export function borderOf(ground: Ground, h: number): number {
  const a = ground.planar.face[h]!;
  const b = ground.planar.face[h ^ 1]!;
  if (ground.districtOf[a]! < 0 || ground.districtOf[b]! < 0) return 5;
  if (ground.districtOf[a] !== ground.districtOf[b]) return 4;
  if (ground.streetOf[a] !== ground.streetOf[b]) return 3;
  if (ground.communityOf[a] !== ground.communityOf[b]) return 2;
  return ground.gridOf[a] === ground.gridOf[b] ? 0 : 1;
}
