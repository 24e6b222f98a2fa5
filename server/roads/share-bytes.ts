import { types } from 'node:util';

type Typed = Uint8Array | Int32Array | Float32Array | Float64Array;

/**
 * The same with the bytes of its typed arrays in memory that threads share: sent to a thread they are not copied. What is one thing in several
 * places of it stays one.
 */
export function shareBytes<T>(value: T): T {
  return shared(value, new Map()) as T;
}

function shared(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!known.has(value)) known.set(value, sharedCopy(value, known));
  return known.get(value);
}

function sharedCopy(value: object, known: Map<object, unknown>): unknown {
  if (types.isTypedArray(value)) return sharedArray(value as Typed);
  if (Array.isArray(value)) return value.map((one) => shared(one, known));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shared(one, known)]));
}

function sharedArray(array: Typed): Typed {
  const Kind = array.constructor as new (buffer: SharedArrayBuffer) => Typed;
  const copy = new Kind(new SharedArrayBuffer(array.byteLength));
  copy.set(array);
  return copy;
}
