import { expect } from 'vitest';
import { toInt7 } from '../../../../core/geometry/integer.ts';
import type { Level } from '../../../../core/vocabulary.ts';

/** Positions in degrees as a flat line in integer units. */
export const toUnits = (positions: readonly (readonly number[])[]): number[] => positions.flat().map(toInt7);

/** What a reader of TopoJSON does, by its specification. */
export function readTopology(text: string, level: Level): { code: string; rings: number[][] }[] {
  const { transform, arcs, objects } = JSON.parse(text);
  const lines: number[][][] = arcs.map((arc: number[][]) => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]) => {
      [x, y] = [x + dx, y + dy];
      return [
        x * transform.scale[0] + transform.translate[0],
        y * transform.scale[1] + transform.translate[1],
      ];
    });
  });
  const ringOf = (numbers: number[]) =>
    numbers.flatMap((n, i) => {
      const line = n < 0 ? (lines[~n] ?? []).toReversed() : (lines[n] ?? []);
      return i === 0 ? line : line.slice(1);
    });
  return objects[level].geometries.map(
    (geometry: { id: string; type: string; arcs: number[][][] & number[][][][] }) => ({
      code: geometry.id,
      rings: (geometry.type === 'Polygon' ? geometry.arcs : geometry.arcs.flat()).map((ring) =>
        toUnits(ringOf(ring as unknown as number[])),
      ),
    }),
  );
}

/** The rings of each record of a shapefile, by its specification, through its index. */
export function readShapes({ shp, shx }: { shp: Uint8Array; shx: Uint8Array }): number[][][] {
  const [file, index] = [shp, shx].map((bytes) => new DataView(bytes.buffer)) as [DataView, DataView];
  for (const one of [file, index]) {
    expect([one.getInt32(0), one.getInt32(28, true), one.getInt32(32, true)]).toEqual([9994, 1000, 5]);
    expect(one.getInt32(24) * 2).toBe(one.byteLength);
  }
  return Array.from({ length: (shx.length - 100) / 8 }, (_, record) => {
    const at = index.getInt32(100 + 8 * record) * 2;
    expect([file.getInt32(at), file.getInt32(at + 4)]).toEqual([
      record + 1,
      index.getInt32(104 + 8 * record),
    ]);
    const start = at + 8;
    const [parts, points] = [file.getInt32(start + 36, true), file.getInt32(start + 40, true)];
    const firsts = Array.from({ length: parts }, (_, part) => file.getInt32(start + 44 + 4 * part, true));
    const place = (i: number) =>
      [0, 8].map((off) => file.getFloat64(start + 44 + 4 * parts + 16 * i + off, true));
    return firsts.map((first, part) =>
      Array.from({ length: (firsts[part + 1] ?? points) - first }, (_, i) => place(first + i)).flat(),
    );
  });
}

/** The records of a dBASE table as texts, by field. */
export function readDbase(bytes: Uint8Array): Record<string, string>[] {
  const view = new DataView(bytes.buffer);
  const [count, head, length] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)];
  const text = (at: number, size: number) =>
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(at, at + size)).replaceAll('\0', '');
  const fields = Array.from({ length: (head - 33) / 32 }, (_, i) => ({
    name: text(32 + 32 * i, 11),
    width: bytes[32 + 32 * i + 16] ?? 0,
  }));
  expect(bytes.length).toBe(head + count * length + 1);
  return Array.from({ length: count }, (_, record) => {
    let at = head + record * length + 1;
    return Object.fromEntries(
      fields.map(({ name, width }) => {
        at += width;
        return [name, text(at - width, width).trim()];
      }),
    );
  });
}

/** The rings of the geometry of a GeoPackage, by its specification, in integer units. */
export function readBlob(blob: Uint8Array): number[][] {
  const view = new DataView(blob.buffer);
  expect([view.getUint16(0), view.getUint8(3), view.getInt32(4, true), view.getUint32(41, true)]).toEqual([
    0x4750, 3, 4490, 6,
  ]);
  let at = 49;
  const rings: number[][] = [];
  for (let polygon = 0; polygon < view.getUint32(45, true); polygon++) {
    const count = view.getUint32(at + 5, true);
    at += 9;
    for (let ring = 0; ring < count; ring++) {
      const points = view.getUint32(at, true);
      rings.push(Array.from({ length: 2 * points }, (_, i) => toInt7(view.getFloat64(at + 4 + 8 * i, true))));
      at += 4 + 16 * points;
    }
  }
  expect(at).toBe(blob.length);
  return rings;
}
