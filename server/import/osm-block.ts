import { PbfReader } from 'pbf';
import type { OsmNetwork } from '../../core/import/osm/network.ts';
import type { Tags } from '../../core/import/osm/tags.ts';
import type { Member } from '../../core/import/osm/turns.ts';

/** Degrees of the format are multiples of 1e-9. */
const NANO_PER_E7 = 100;
const MEMBER_TYPES = ['node', 'way', 'relation'] as const;
const WAY_KEY = 'highway';

interface Span {
  from: number;
  to: number;
}

/** The parts of a PrimitiveBlock of OSM PBF: its texts, its groups, and how its numbers become places. */
class Block {
  readonly pbf: PbfReader;
  readonly groups: Span[] = [];
  readonly #texts: (Span | string)[] = [];
  #granularity = 100;
  #latOffset = 0;
  #lngOffset = 0;

  constructor(bytes: Uint8Array) {
    this.pbf = new PbfReader(bytes);
    for (let tag = this.pbf.nextField(); tag !== 0; tag = this.pbf.nextField()) {
      if (tag === 1) this.#readTexts(this.span());
      else if (tag === 2) this.groups.push(this.span());
      else if (tag === 17) this.#granularity = this.pbf.readVarint(true);
      else if (tag === 19) this.#latOffset = this.pbf.readVarint(true);
      else if (tag === 20) this.#lngOffset = this.pbf.readVarint(true);
    }
  }

  /** Where the message at hand lies; it is passed over. */
  span(): Span {
    const length = this.pbf.readVarint();
    const from = this.pbf.pos;
    const to = from + length;
    if (to > this.pbf.length) throw new RangeError('a message runs past its end');
    this.pbf.pos = to;
    return { from, to };
  }

  #readTexts({ from, to }: Span): void {
    this.pbf.pos = from;
    for (let tag = this.pbf.nextField(to); tag !== 0; tag = this.pbf.nextField(to))
      if (tag === 1) this.#texts.push(this.span());
    this.pbf.pos = to;
  }

  text(index: number): string {
    const known = this.#texts[index];
    if (known === undefined) throw new RangeError('a text that is not there');
    if (typeof known === 'string') return known;
    const text = new TextDecoder('utf-8').decode(this.pbf.buf.subarray(known.from, known.to));
    this.#texts[index] = text;
    return text;
  }

  indexOf(text: string): number {
    return this.#texts.findIndex((span, index) => {
      const length = typeof span === 'string' ? text.length : span.to - span.from;
      return length === text.length && this.text(index) === text;
    });
  }

  tags(keys: readonly number[], values: readonly number[]): Tags {
    const tags: Record<string, string> = Object.create(null);
    keys.forEach((key, at) => {
      tags[this.text(key)] = this.text(values[at]!);
    });
    return tags;
  }

  lat7(value: number): number {
    return Math.round((this.#latOffset + this.#granularity * value) / NANO_PER_E7);
  }

  lng7(value: number): number {
    return Math.round((this.#lngOffset + this.#granularity * value) / NANO_PER_E7);
  }

  /** Calls `read` for every message of a field in the groups. */
  each(field: number, read: (span: Span) => void): void {
    for (const { from, to } of this.groups) {
      this.pbf.pos = from;
      for (let tag = this.pbf.nextField(to); tag !== 0; tag = this.pbf.nextField(to)) {
        if (tag !== field) continue;
        const span = this.span();
        read(span);
        this.pbf.pos = span.to;
      }
    }
  }
}

/** Fields of the messages (osmformat.proto). */
const GROUP = { node: 1, dense: 2, way: 3, relation: 4 } as const;

/** Gives the network the ways and relations of a block; whether it holds nodes too. Throws where it is damaged. */
export function readWayBlock(bytes: Uint8Array, network: OsmNetwork): boolean {
  const block = new Block(bytes);
  const highway = block.indexOf(WAY_KEY);
  block.each(GROUP.way, (span) => readWay(block, span, highway, network));
  block.each(GROUP.relation, (span) => readRelation(block, span, network));
  let hasNodes = false;
  for (const field of [GROUP.node, GROUP.dense])
    block.each(field, () => {
      hasNodes = true;
    });
  return hasNodes;
}

function readWay(block: Block, { from, to }: Span, highway: number, network: OsmNetwork): void {
  const { pbf } = block;
  let id = 0;
  const [keys, values, refs]: [number[], number[], number[]] = [[], [], []];
  pbf.pos = from;
  for (let tag = pbf.nextField(to); tag !== 0; tag = pbf.nextField(to)) {
    if (tag === 1) id = pbf.readVarint(true);
    else if (tag === 2) pbf.readPackedVarint(keys);
    else if (tag === 3) pbf.readPackedVarint(values);
    else if (tag === 8 && keys.includes(highway)) pbf.readPackedSVarint(refs);
  }
  if (keys.includes(highway)) network.addWay(id, block.tags(keys, values), summed(refs));
  else network.lose('way_no_road');
}

function readRelation(block: Block, { from, to }: Span, network: OsmNetwork): void {
  const { pbf } = block;
  const [keys, values, roles, ids, types]: number[][] = [[], [], [], [], []] as const;
  pbf.pos = from;
  for (let tag = pbf.nextField(to); tag !== 0; tag = pbf.nextField(to)) {
    if (tag === 2) pbf.readPackedVarint(keys);
    else if (tag === 3) pbf.readPackedVarint(values);
    else if (tag === 8) pbf.readPackedVarint(roles);
    else if (tag === 9) pbf.readPackedSVarint(ids);
    else if (tag === 10) pbf.readPackedVarint(types);
  }
  const members = summed(ids!).map(
    (ref, at): Member => ({ type: MEMBER_TYPES[types![at]!]!, ref, role: block.text(roles![at]!) }),
  );
  network.addRelation(block.tags(keys!, values!), members);
}

/** Gives the network the nodes of a block. */
export function readNodeBlock(bytes: Uint8Array, network: OsmNetwork): void {
  const block = new Block(bytes);
  block.each(GROUP.dense, (span) => readDense(block, span, network));
  block.each(GROUP.node, (span) => readNode(block, span, network));
}

function readDense(block: Block, { from, to }: Span, network: OsmNetwork): void {
  const { pbf } = block;
  const [ids, lats, lngs, texts]: number[][] = [[], [], [], []];
  pbf.pos = from;
  for (let tag = pbf.nextField(to); tag !== 0; tag = pbf.nextField(to)) {
    if (tag === 1) pbf.readPackedSVarint(ids);
    else if (tag === 8) pbf.readPackedSVarint(lats);
    else if (tag === 9) pbf.readPackedSVarint(lngs);
    else if (tag === 10) pbf.readPackedVarint(texts);
  }
  if (lats!.length !== ids!.length || lngs!.length !== ids!.length)
    throw new RangeError('nodes without places');
  let [id, lat, lng, at] = [0, 0, 0, 0];
  for (let node = 0; node < ids!.length; node += 1) {
    id += ids![node]!;
    lat += lats![node]!;
    lng += lngs![node]!;
    const first = at;
    while (at < texts!.length && texts![at] !== 0) at += 2;
    const end = at;
    at += 1;
    network.addNode(id, block.lng7(lng), block.lat7(lat), () => tagsOfDense(block, texts!.slice(first, end)));
  }
}

function tagsOfDense(block: Block, pairs: readonly number[]): Tags | undefined {
  if (pairs.length === 0) return undefined;
  return block.tags(
    pairs.filter((_, at) => at % 2 === 0),
    pairs.filter((_, at) => at % 2 === 1),
  );
}

function readNode(block: Block, { from, to }: Span, network: OsmNetwork): void {
  const { pbf } = block;
  let [id, lat, lng] = [0, 0, 0];
  const [keys, values]: [number[], number[]] = [[], []];
  pbf.pos = from;
  for (let tag = pbf.nextField(to); tag !== 0; tag = pbf.nextField(to)) {
    if (tag === 1) id = pbf.readSVarint();
    else if (tag === 2) pbf.readPackedVarint(keys);
    else if (tag === 3) pbf.readPackedVarint(values);
    else if (tag === 8) lat = pbf.readSVarint();
    else if (tag === 9) lng = pbf.readSVarint();
  }
  network.addNode(id, block.lng7(lng), block.lat7(lat), () => block.tags(keys, values));
}

/** Values of a list of differences. */
function summed(differences: readonly number[]): number[] {
  let value = 0;
  return differences.map((difference) => {
    value += difference;
    return value;
  });
}
