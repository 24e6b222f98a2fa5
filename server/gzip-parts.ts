import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const compress = promisify(deflateRaw);

/** A piece of a gzipped answer, compressed on its own: it can be kept while the pieces round it change. */
export interface GzipPart {
  deflated: Uint8Array;
  /** CRC-32 and number of the bytes before compression. */
  crc: number;
  length: number;
}

/** Compresses a text lightly, as a piece. */
export async function gzipPart(text: string): Promise<GzipPart> {
  const bytes = Buffer.from(text);
  // A full flush ends on a whole byte, and nothing after it refers to what came before.
  const deflated = await compress(bytes, { level: 1, finishFlush: constants.Z_FULL_FLUSH });
  return { deflated, crc: crc32(bytes), length: bytes.length };
}

/** Magic, deflate, no flags, no time, fastest, unknown system (RFC 1952, 2.3). */
const HEADER = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255);
/** The last block of a deflate stream, without anything in it (RFC 1951, 3.2.3). */
const LAST_BLOCK = Uint8Array.of(3, 0);

/** The pieces, one after another, as one gzip file. */
export function joinGzip(parts: readonly GzipPart[]): Uint8Array<ArrayBuffer> {
  let crc = 0;
  let length = 0;
  for (const part of parts) {
    crc = (multiply(power(part.length * 8), crc) ^ part.crc) >>> 0;
    length += part.length;
  }
  const end = Buffer.alloc(8);
  end.writeUInt32LE(crc, 0);
  end.writeUInt32LE(length % 2 ** 32, 4);
  const joined = Buffer.concat([HEADER, ...parts.map(({ deflated }) => deflated), LAST_BLOCK, end]);
  return new Uint8Array(joined.buffer, joined.byteOffset, joined.length);
}

/*
 * A CRC-32 is a remainder modulo a polynomial over GF(2); following a text by n bits multiplies it by x^n. Bits are reflected: the
 * highest is the coefficient of x^0.
 */
const POLYNOMIAL = 0xedb88320;

function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((a >>> bit) & 1) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
  }
  return product >>> 0;
}

/** x^n by squaring. */
function power(n: number): number {
  let result = 2 ** 31;
  let square = 2 ** 30;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(square, result);
    square = multiply(square, square);
  }
  return result;
}
