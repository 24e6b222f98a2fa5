import type { Member } from '../core/import/osm/turns.ts';
import { Random } from '../server/live/simulation/random.ts';
import type { OsmFile } from '../test/support/osm-file.ts';

type Way = OsmFile['ways'][number];
type Relation = NonNullable<OsmFile['relations']>[number];

const CLASSES = [
  'residential',
  'residential',
  'residential',
  'service',
  'tertiary',
  'secondary',
  'primary',
  'footway',
  'living_street',
] as const;
/** Ways of a street run over so many blocks, as people draw them. */
const BLOCKS = 6;
const BENDS = 3;
const STEP_LNG7 = 16_800;
const STEP_LAT7 = 13_500;
const WEST7 = 1_015_000_000;
const SOUTH7 = 364_000_000;

/**
 * A town of OpenStreetMap of about `count` roads: crooked streets about 150 m apart, each drawn as ways over several blocks with bends between
 * the crossings, a fifth of them one-way; turn restrictions at a twentieth of the crossings, where the ways are cut; here and there a bollard.
 * The nodes have ids from 1 in the order of the file.
 */
export function makeOsmTown(count: number, seed: number): Required<OsmFile> {
  const random = new Random(seed);
  const side = Math.max(3, Math.ceil(Math.sqrt(count / 2)));
  const nodes: OsmFile['nodes'] = [];
  const jitter = () => random.between(-0.25, 0.25);
  for (let i = 0; i < side * side; i += 1)
    nodes.push({
      id: i + 1,
      lng7: Math.round(WEST7 + ((i % side) + jitter()) * STEP_LNG7),
      lat7: Math.round(SOUTH7 + (Math.floor(i / side) + jitter()) * STEP_LAT7),
    });
  const isCut = Array.from({ length: side * side }, () => random.next() < 0.05);
  const ways: Way[] = [];
  for (let street = 0; street < side * 2; street += 1) makeStreet(street, side, isCut, nodes, ways, random);
  return { nodes, ways, relations: makeTurns(side, isCut, ways, random) };
}

function makeStreet(
  street: number,
  side: number,
  isCut: readonly boolean[],
  nodes: OsmFile['nodes'],
  ways: Way[],
  random: Random,
): void {
  const isEastward = street < side;
  const crossing = (at: number) => (isEastward ? street * side + at : at * side + (street - side));
  let tags = tagsOf(street, random);
  let refs = [crossing(0) + 1];
  for (let at = 1; at < side; at += 1) {
    const [from, to] = [nodes[crossing(at - 1)]!, nodes[crossing(at)]!];
    for (let bend = 1; bend <= BENDS; bend += 1) {
      const share = bend / (BENDS + 1);
      const between = (a: number, b: number) => Math.round(a + (b - a) * share + random.between(-400, 400));
      nodes.push({
        id: nodes.length + 1,
        lng7: between(from.lng7, to.lng7),
        lat7: between(from.lat7, to.lat7),
        ...(random.next() < 0.001 ? { tags: { barrier: 'bollard' } } : {}),
      });
      refs.push(nodes.length);
    }
    refs.push(crossing(at) + 1);
    if (at % BLOCKS !== 0 && !isCut[crossing(at)] && at + 1 < side) continue;
    ways.push({ id: ways.length + 1, refs, tags });
    tags = tagsOf(street, random);
    refs = [crossing(at) + 1];
  }
}

function tagsOf(street: number, random: Random): Record<string, string> {
  const highway = CLASSES[Math.floor(random.next() * CLASSES.length)]!;
  const oneway = random.next() < 0.2 ? { oneway: random.next() < 0.3 ? '-1' : 'yes' } : {};
  const limit = random.next() < 0.3 ? { maxspeed: String(20 + 10 * Math.floor(random.next() * 5)) } : {};
  return { highway, name: `第${street}街`, 'name:en': `Street ${street}`, ...oneway, ...limit };
}

/** Restrictions at the crossings where ways end, from one way that ends there to another. */
function makeTurns(
  side: number,
  isCut: readonly boolean[],
  ways: readonly Way[],
  random: Random,
): Relation[] {
  const at = new Map<number, Way[]>();
  for (const way of ways)
    for (const ref of [way.refs[0]!, way.refs.at(-1)!])
      if (ref <= side * side && isCut[ref - 1]) at.set(ref, [...(at.get(ref) ?? []), way]);
  const relations: Relation[] = [];
  for (const [via, ends] of at) {
    const [from, to] = [ends, ends].map((list) => list[Math.floor(random.next() * list.length)]!);
    const isOnly = random.next() < 0.25 && from !== to;
    const value = from === to ? 'no_u_turn' : isOnly ? 'only_straight_on' : 'no_left_turn';
    const except = random.next() < 0.2 ? { except: random.next() < 0.5 ? 'bicycle' : 'motorcar' } : {};
    const member = (type: Member['type'], ref: number, role: string): Member => ({ type, ref, role });
    relations.push({
      id: relations.length + 1,
      members: [member('way', from!.id, 'from'), member('node', via, 'via'), member('way', to!.id, 'to')],
      tags: { type: 'restriction', restriction: value, ...except },
    });
  }
  return relations;
}
