/** Names of the roads: one for each street as far as it runs on, over all the crossings on its way. */
import type { Ground } from './ground.ts';
import { type CommunityName, chineseNumber, makeCounter, type Name, type NameBook } from './names.ts';
import type { Roads } from './roads.ts';

/** A road that turns more than this at a crossing is another street beyond it. */
const LEAST_COSINE = Math.cos((38 * Math.PI) / 180);
/** A residential street of this length in metres is no lane. */
const LANE_METRES = 1000;

/** What further streets of a community are called. */
const SIDES: readonly Name[] = [
  { zh: '东路', en: 'East Road' },
  { zh: '南街', en: 'South Street' },
  { zh: '西路', en: 'West Road' },
  { zh: '北街', en: 'North Street' },
  { zh: '中路', en: 'Middle Road' },
];

/** Several roads on end that are one street. */
interface Street {
  roads: number[];
  lengthMetres: number;
  community: number;
}

/** Avenues have names of their own, lanes are numbered within their community; tracks are named after it. */
export function nameRoads(
  ground: Ground,
  made: Roads,
  communityNames: readonly CommunityName[],
  book: NameBook,
): void {
  const { planar, ways } = ground;
  for (const way of ways) {
    if (way.nameZh !== '') continue;
    const name = book.road();
    way.nameZh = name.zh;
    way.nameEn = name.en;
  }
  made.roads.forEach((road, r) => {
    const way = ways[planar.edge(made.halfEdgesOf[r]![0]!).way];
    if (way) setName(road, { zh: way.nameZh, en: way.nameEn });
  });
  const nameOf = streetNamer(communityNames, book);
  for (const street of joinStreets(ground, made)) {
    const name = nameOf(street, made.roads[street.roads[0]!]!.class);
    for (const r of street.roads) setName(made.roads[r]!, name);
  }
}

function setName(road: Roads['roads'][number], name: Name): void {
  road.nameZh = name.zh;
  road.nameEn = name.en;
}

/** A street that gives its community the name, a lane with a number in it, or a name from the book. */
function streetNamer(communityNames: readonly CommunityName[], book: NameBook) {
  const given = new Set<number>();
  const count = makeCounter();
  return ({ community, lengthMetres }: Street, roadClass: string): Name => {
    const named = communityNames[community]!;
    if (roadClass === 'track') return { zh: `${named.stem.zh}便道`, en: `${named.stem.en} Track` };
    const isVillage = named.zh === named.stem.zh;
    const isLane = roadClass === 'residential' && (isVillage || lengthMetres < LANE_METRES);
    const fits = named.namedAfter === (isLane ? 'lane' : 'street');
    if (fits && !given.has(community)) {
      given.add(community);
      return { zh: named.zh, en: named.en };
    }
    if (!isLane) {
      const side = SIDES[count(`streets of ${community}`) - 1];
      return side ? { zh: named.stem.zh + side.zh, en: `${named.stem.en} ${side.en}` } : book.road();
    }
    const n = count(`lanes of ${community}`);
    return { zh: `${named.stem.zh}${chineseNumber(n)}巷`, en: `${named.stem.en} Lane ${n}` };
  };
}

/** The streets that belong to no way, longest first. */
function joinStreets(ground: Ground, made: Roads): Street[] {
  const { planar } = ground;
  const isFree = made.halfEdgesOf.map((path) => planar.edge(path[0]!).way < 0);
  const root = made.roads.map((_, r) => r);
  const find = (r: number): number => {
    let top = r;
    while (root[top] !== top) top = root[top] = root[root[top]!]!;
    return top;
  };
  for (const [a, b] of straightPairs(made, isFree)) root[find(a)] = find(b);
  const streets = new Map<number, Street>();
  made.roads.forEach((road, r) => {
    if (!isFree[r]) return;
    const street = streets.get(find(r)) ?? { roads: [], lengthMetres: 0, community: -1 };
    street.roads.push(r);
    street.lengthMetres += road.lengthMetres;
    streets.set(find(r), street);
  });
  const all = [...streets.values()];
  for (const street of all) street.community = communityOf(ground, made, street);
  return all.sort((a, b) => b.lengthMetres - a.lengthMetres || a.roads[0]! - b.roads[0]!);
}

/** The community along whose ground most of the street runs. */
function communityOf(ground: Ground, made: Roads, street: Street): number {
  const metres = new Map<number, number>();
  for (const r of street.roads) {
    const h = made.halfEdgesOf[r]![0]!;
    const left = ground.communityOf[ground.planar.face[h]!]!;
    const community = left >= 0 ? left : ground.communityOf[ground.planar.face[h ^ 1]!]!;
    metres.set(community, (metres.get(community) ?? 0) + made.roads[r]!.lengthMetres);
  }
  return [...metres].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** An end of a road at a crossing: which way it leaves. */
interface End {
  road: number;
  east: number;
  north: number;
}

/** Pairs of roads of one class that run straight on into each other, each end in at most one pair. */
function straightPairs(made: Roads, isFree: readonly boolean[]): [number, number][] {
  const ends = endsByNode(made, isFree);
  const pairs: [number, number][] = [];
  for (const around of ends.values()) {
    const candidates: { cosine: number; a: number; b: number }[] = [];
    around.forEach((p, a) => {
      around.slice(a + 1).forEach((q, i) => {
        const cosine = -(p.east * q.east + p.north * q.north);
        const sameClass = made.roads[p.road]!.class === made.roads[q.road]!.class;
        if (sameClass && cosine > LEAST_COSINE) candidates.push({ cosine, a, b: a + 1 + i });
      });
    });
    const taken = new Set<number>();
    for (const { a, b } of candidates.sort((p, q) => q.cosine - p.cosine)) {
      if (taken.has(a) || taken.has(b)) continue;
      taken.add(a).add(b);
      pairs.push([around[a]!.road, around[b]!.road]);
    }
  }
  return pairs;
}

function endsByNode(made: Roads, isFree: readonly boolean[]): Map<number, End[]> {
  const ends = new Map<number, End[]>();
  const add = (node: number, road: number, [x, y, toX, toY]: readonly number[]) => {
    const east = (toX! - x!) * 0.8;
    const north = toY! - y!;
    const length = Math.hypot(east, north) || 1;
    const around = ends.get(node) ?? [];
    around.push({ road, east: east / length, north: north / length });
    ends.set(node, around);
  };
  made.roads.forEach(({ fromNode, toNode, line }, r) => {
    if (!isFree[r]) return;
    add(fromNode, r, line.slice(0, 4));
    add(toNode, r, [...line.slice(-2), ...line.slice(-4, -2)]);
  });
  return ends;
}
