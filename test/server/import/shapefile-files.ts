import { zipSync } from 'fflate';

type Position = number[];
export interface ShapeRecord {
  rings: Position[][] | null;
  cells: string[];
  isDeleted?: boolean;
}
export interface ShapefileParts {
  columns: { name: string; kind: string; width: number }[];
  records: ShapeRecord[];
  encode?: (text: string) => Uint8Array;
  driver?: number;
  more?: Record<string, string>;
  stem?: string;
}

/** A zip archive of a shapefile of polygons, written after ESRI's description; `more` are further files by ending. */
export function zippedShapefile({ more = {}, stem = 'beats', ...parts }: ShapefileParts): Uint8Array {
  const text = (content: string) => new TextEncoder().encode(content);
  return zipSync({
    [`${stem}.shp`]: shapes(parts.records),
    [`${stem}.dbf`]: table(parts),
    ...Object.fromEntries(
      Object.entries(more).map(([ending, content]) => [`${stem}.${ending}`, text(content)]),
    ),
    '__MACOSX/._beats.shp': text('of a Mac'),
  });
}

function shapes(records: readonly ShapeRecord[]): Uint8Array {
  const contents = records.map(({ rings }) => (rings ? polygon(rings) : Buffer.alloc(4)));
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + contents.reduce((sum, { length }) => sum + 8 + length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(5, 32);
  const pieces = contents.flatMap((content, place) => {
    const head = Buffer.alloc(8);
    head.writeInt32BE(place + 1, 0);
    head.writeInt32BE(content.length / 2, 4);
    return [head, content];
  });
  return Buffer.concat([header, ...pieces]);
}

function polygon(rings: readonly Position[][]): Buffer {
  const points = rings.flat();
  const content = Buffer.alloc(44 + 4 * rings.length + 16 * points.length);
  content.writeInt32LE(5, 0);
  content.writeInt32LE(rings.length, 36);
  content.writeInt32LE(points.length, 40);
  let first = 0;
  rings.forEach((ring, part) => {
    content.writeInt32LE(first, 44 + 4 * part);
    first += ring.length;
  });
  points.forEach(([x = 0, y = 0], point) => {
    content.writeDoubleLE(x, 44 + 4 * rings.length + 16 * point);
    content.writeDoubleLE(y, 52 + 4 * rings.length + 16 * point);
  });
  return content;
}

function table({
  columns,
  records,
  driver = 0,
  encode = (text) => new TextEncoder().encode(text),
}: ShapefileParts) {
  const rowLength = 1 + columns.reduce((sum, { width }) => sum + width, 0);
  const head = Buffer.alloc(32 + 32 * columns.length + 1);
  head[0] = 3;
  head.writeUInt32LE(records.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(rowLength, 10);
  head[29] = driver;
  columns.forEach(({ name, kind, width }, place) => {
    head.set(encode(name), 32 + 32 * place);
    head[32 + 32 * place + 11] = kind.charCodeAt(0);
    head[32 + 32 * place + 16] = width;
  });
  head[head.length - 1] = 0x0d;
  const rows = records.map(({ cells, isDeleted }) => {
    const row = Buffer.alloc(rowLength, 0x20);
    if (isDeleted) row[0] = 0x2a;
    let at = 1;
    columns.forEach(({ width }, place) => {
      row.set(encode(cells[place] ?? '').subarray(0, width), at);
      at += width;
    });
    return row;
  });
  return Buffer.concat([head, ...rows, Buffer.of(0x1a)]);
}
