import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder for the files of one test file, removed after it. */
export function tempFiles(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-import-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

/** Text in GBK for the few signs that the tests use, since Node only decodes it. */
export function gbk(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const sign of text) {
    if (sign.charCodeAt(0) < 0x80) bytes.push(sign.charCodeAt(0));
    else bytes.push(...gbkPair(sign));
  }
  return Uint8Array.from(bytes);
}

function gbkPair(sign: string): [number, number] {
  const decoder = new TextDecoder('gbk');
  for (let lead = 0xa1; lead <= 0xf7; lead++)
    for (let trail = 0xa1; trail <= 0xfe; trail++)
      if (decoder.decode(Uint8Array.of(lead, trail)) === sign) return [lead, trail];
  throw new Error(`not in GB 2312: ${sign}`);
}

export interface Square {
  west: number;
  south: number;
  properties: Record<string, unknown>;
}

const SIZE = 0.01;

/** A square of 0.01 degrees as a GeoJSON feature. */
export function square({ west, south, properties }: Square, size = SIZE) {
  const east = round(west + size);
  const north = round(south + size);
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } };
}

function round(degrees: number): number {
  return Math.round(degrees * 1e7) / 1e7;
}

/** `columns` x `rows` squares from (west, south), side by side, in two districts. */
export function squares(columns: number, rows: number, west = 101.7, south = 36.6) {
  return Array.from({ length: columns * rows }, (_, place) => {
    const column = place % columns;
    const properties = {
      district: column < columns / 2 ? 'West' : 'East',
      community: `C${Math.floor(place / columns)}`,
      name: `G${place + 1}`,
    };
    return square({
      west: round(west + column * SIZE),
      south: round(south + Math.floor(place / columns) * SIZE),
      properties,
    });
  });
}

export function collection(features: readonly unknown[], more: Record<string, unknown> = {}): string {
  return JSON.stringify({ type: 'FeatureCollection', ...more, features });
}
