/** Reads well-known binary (ISO or EWKB, little-endian as PostGIS writes it) into integer units of 1e-7 degree. */

class Cursor {
  readonly #view: DataView;
  #at = 0;
  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  /** Skips the byte order and gives the geometry type; an SRID is skipped too. */
  header(): number {
    this.#at += 1;
    const type = this.count();
    if (type & 0x20000000) this.#at += 4;
    return type & 0xff;
  }
  count(): number {
    const value = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    return value;
  }
  line(): Int32Array {
    const points = this.count();
    const line = new Int32Array(points * 2);
    for (let index = 0; index < line.length; index++) {
      line[index] = Math.round(this.#view.getFloat64(this.#at, true) * 1e7);
      this.#at += 8;
    }
    return line;
  }
}

/** Rings of a Polygon or MultiPolygon: [polygon][ring] -> flat [lng7, lat7, ...]. */
export function readPolygons(wkb: Uint8Array): Int32Array[][] {
  const cursor = new Cursor(wkb);
  const polygon = () => Array.from({ length: cursor.count() }, () => cursor.line());
  if (cursor.header() === 3) return [polygon()];
  return Array.from({ length: cursor.count() }, () => {
    cursor.header();
    return polygon();
  });
}

/** A LineString as flat [lng7, lat7, ...]. */
export function readLine(wkb: Uint8Array): Int32Array {
  const cursor = new Cursor(wkb);
  cursor.header();
  return cursor.line();
}
