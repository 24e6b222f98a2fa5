import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { Member } from '../../core/import/osm/turns.ts';

type Tags = Record<string, string>;

/** A file of OpenStreetMap to be. Places are degrees times 1e7. */
export interface OsmFile {
  nodes: { id: number; lng7: number; lat7: number; tags?: Tags }[];
  ways: { id: number; refs: number[]; tags: Tags }[];
  relations?: { id: number; members: Member[]; tags: Tags }[];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function degrees(units: number): string {
  return (units / 1e7).toFixed(7);
}

function tagLines(tags: Tags = {}): string {
  return Object.entries(tags)
    .map(([key, value]) => `    <tag k="${escaped(key)}" v="${escaped(value)}"/>\n`)
    .join('');
}

/** As OSM XML. */
export function osmXml({ nodes, ways, relations = [] }: OsmFile): string {
  const parts = [
    ...nodes.map(
      ({ id, lng7, lat7, tags }) =>
        `  <node id="${id}" version="1" lat="${degrees(lat7)}" lon="${degrees(lng7)}">\n${tagLines(tags)}  </node>\n`,
    ),
    ...ways.map(
      ({ id, refs, tags }) =>
        `  <way id="${id}">\n${refs.map((ref) => `    <nd ref="${ref}"/>\n`).join('')}${tagLines(tags)}  </way>\n`,
    ),
    ...relations.map(
      ({ id, members, tags }) =>
        `  <relation id="${id}">\n${members
          .map(({ type, ref, role }) => `    <member type="${type}" ref="${ref}" role="${escaped(role)}"/>\n`)
          .join('')}${tagLines(tags)}  </relation>\n`,
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6" generator="test">\n${parts.join('')}</osm>\n`;
}

/** Texts of a block by number; the first is empty. */
class Texts {
  readonly #numbers = new Map<string, number>([['', 0]]);
  number(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }
  get all(): string[] {
    return [...this.#numbers.keys()];
  }
}

function differences(values: readonly number[]): number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0));
}

function message(write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish();
}

function bytesField(pbf: PbfWriter, field: number, bytes: Uint8Array): void {
  pbf.writeTag(field, 2);
  pbf.writeBytes(bytes);
}

function varintField(pbf: PbfWriter, field: number, value: number): void {
  pbf.writeTag(field, 0);
  pbf.writeVarint(value);
}

function block(
  texts: Texts,
  group: Uint8Array,
  more: (pbf: PbfWriter) => void = () => undefined,
): Uint8Array {
  return message((pbf) => {
    const table = message((inner) => {
      for (const text of texts.all) bytesField(inner, 1, new TextEncoder().encode(text));
    });
    bytesField(pbf, 1, table);
    bytesField(pbf, 2, group);
    more(pbf);
  });
}

function pairs(tags: Tags, texts: Texts): number[][] {
  const entries = Object.entries(tags);
  return [entries.map(([key]) => texts.number(key)), entries.map(([, value]) => texts.number(value))];
}

function denseBlock(nodes: OsmFile['nodes']): Uint8Array {
  const texts = new Texts();
  const dense = message((pbf) => {
    pbf.writePackedSVarint(1, differences(nodes.map(({ id }) => id)));
    pbf.writePackedSVarint(8, differences(nodes.map(({ lat7 }) => lat7)));
    pbf.writePackedSVarint(9, differences(nodes.map(({ lng7 }) => lng7)));
    const keysAndValues = nodes.flatMap(({ tags = {} }) => [
      ...Object.entries(tags).flatMap((pair) => pair.map((text) => texts.number(text))),
      0,
    ]);
    pbf.writePackedVarint(10, keysAndValues);
  });
  return block(
    texts,
    message((pbf) => bytesField(pbf, 2, dense)),
  );
}

/** Nodes one by one, counted in thousands of a nanodegree's hundred from an offset, as few files do. */
function plainNodeBlock(nodes: OsmFile['nodes']): Uint8Array {
  const texts = new Texts();
  const [granularity, offset] = [10, 1_000_000_000];
  const group = message((pbf) => {
    for (const { id, lng7, lat7, tags = {} } of nodes) {
      const [keys, values] = pairs(tags, texts);
      const node = message((inner) => {
        inner.writeTag(1, 0);
        inner.writeSVarint(id);
        inner.writePackedVarint(2, keys!);
        inner.writePackedVarint(3, values!);
        inner.writeTag(8, 0);
        inner.writeSVarint((lat7 * 100 - offset) / granularity);
        inner.writeTag(9, 0);
        inner.writeSVarint((lng7 * 100 - offset) / granularity);
      });
      bytesField(pbf, 1, node);
    }
  });
  return block(texts, group, (pbf) => {
    varintField(pbf, 17, granularity);
    varintField(pbf, 19, offset);
    varintField(pbf, 20, offset);
  });
}

function wayBlock(ways: OsmFile['ways']): Uint8Array {
  const texts = new Texts();
  const group = message((pbf) => {
    for (const { id, refs, tags } of ways) {
      const [keys, values] = pairs(tags, texts);
      const way = message((inner) => {
        varintField(inner, 1, id);
        inner.writePackedVarint(2, keys!);
        inner.writePackedVarint(3, values!);
        inner.writePackedSVarint(8, differences(refs));
      });
      bytesField(pbf, 3, way);
    }
  });
  return block(texts, group);
}

function relationBlock(relations: NonNullable<OsmFile['relations']>): Uint8Array {
  const texts = new Texts();
  const kinds = ['node', 'way', 'relation'];
  const group = message((pbf) => {
    for (const { id, members, tags } of relations) {
      const [keys, values] = pairs(tags, texts);
      const relation = message((inner) => {
        varintField(inner, 1, id);
        inner.writePackedVarint(2, keys!);
        inner.writePackedVarint(3, values!);
        inner.writePackedVarint(
          8,
          members.map(({ role }) => texts.number(role)),
        );
        inner.writePackedSVarint(9, differences(members.map(({ ref }) => ref)));
        inner.writePackedVarint(
          10,
          members.map(({ type }) => kinds.indexOf(type)),
        );
      });
      bytesField(pbf, 4, relation);
    }
  });
  return block(texts, group);
}

/** One blob with its header; `field` 1: as it is, 3: packed by zlib. */
export function osmBlob(type: string, bytes: Uint8Array, field = 3): Buffer {
  const blob = message((pbf) => {
    if (field !== 1) varintField(pbf, 2, bytes.length);
    bytesField(pbf, field, field === 3 ? deflateSync(bytes) : bytes);
  });
  const header = message((pbf) => {
    pbf.writeTag(1, 2);
    pbf.writeString(type);
    varintField(pbf, 3, blob.length);
  });
  const size = Buffer.alloc(4);
  size.writeUInt32BE(header.length);
  return Buffer.concat([size, header, blob]);
}

/** The blob that begins a file. */
export function osmHeader(features: readonly string[] = ['OsmSchema-V0.6', 'DenseNodes']): Buffer {
  const bytes = message((pbf) => {
    for (const feature of features) {
      pbf.writeTag(4, 2);
      pbf.writeString(feature);
    }
  });
  return osmBlob('OSMHeader', bytes);
}

function inChunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

interface PbfForm {
  /** Objects to a block. */
  size?: number;
  /** Nodes one by one, not as dense groups. */
  plain?: boolean;
  /** Field of the blob: 1 as it is, 3 packed by zlib. */
  field?: number;
}

/** The blobs of a part of a file, nodes first. */
export function osmBlobs(
  { nodes, ways, relations = [] }: OsmFile,
  { size = 8000, plain = false, field = 3 }: PbfForm = {},
): Buffer[] {
  return [
    ...inChunks(nodes, size).map((some) => (plain ? plainNodeBlock : denseBlock)(some)),
    ...inChunks(ways, size).map(wayBlock),
    ...inChunks(relations, size).map(relationBlock),
  ].map((bytes) => osmBlob('OSMData', bytes, field));
}

/** As OSM PBF. */
export function osmPbf(file: OsmFile, form: PbfForm = {}): Buffer {
  return Buffer.concat([osmHeader(), ...osmBlobs(file, form)]);
}
