export type TagValue = string | number | boolean;

const utf8 = new TextEncoder();

/** A growing protobuf message. */
export class Pbf {
  bytes: Uint8Array;
  length = 0;

  constructor(capacity = 1 << 12) {
    this.bytes = new Uint8Array(capacity);
  }

  reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }

  /** A non-negative integer up to 2^53. */
  varint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.length] = (rest % 0x80) | 0x80;
      this.length += 1;
      rest = rest < 2 ** 31 ? rest >>> 7 : Math.floor(rest / 0x80);
    }
    this.bytes[this.length] = rest;
    this.length += 1;
  }

  /** A message within this one. */
  message(field: number, message: Pbf): void {
    this.varint(field * 8 + 2);
    this.varint(message.length);
    this.append(message);
  }

  append({ bytes, length }: Pbf): void {
    this.copy(bytes, 0, length);
  }

  /** Appends `length` bytes from `start`; few are copied one by one, which costs less than a view of them. */
  copy(bytes: Uint8Array, start: number, length: number): void {
    this.reserve(length);
    if (length > 128) this.bytes.set(bytes.subarray(start, start + length), this.length);
    else for (let i = 0; i < length; i += 1) this.bytes[this.length + i] = bytes[start + i]!;
    this.length += length;
  }

  text(field: number, text: string): void {
    this.varint(field * 8 + 2);
    if (!isAscii(text)) {
      const bytes = utf8.encode(text);
      this.varint(bytes.length);
      this.reserve(bytes.length);
      this.bytes.set(bytes, this.length);
      this.length += bytes.length;
      return;
    }
    this.varint(text.length);
    this.reserve(text.length);
    for (let i = 0; i < text.length; i += 1) this.bytes[this.length + i] = text.charCodeAt(i);
    this.length += text.length;
  }

  number(field: number, value: number): void {
    this.varint(field * 8);
    this.varint(value);
  }

  double(field: number, value: number): void {
    this.varint(field * 8 + 1);
    this.reserve(8);
    new DataView(this.bytes.buffer, this.bytes.byteOffset + this.length).setFloat64(0, value, true);
    this.length += 8;
  }

  done(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}

/** One value of a layer as the specification has it. */
export function writeValue(pbf: Pbf, value: TagValue): void {
  if (typeof value === 'string') pbf.text(1, value);
  else if (typeof value === 'boolean') pbf.number(7, value ? 1 : 0);
  else if (Number.isSafeInteger(value) && value >= 0) pbf.number(5, value);
  else if (Number.isSafeInteger(value) && value > -(2 ** 52)) pbf.number(6, -value * 2 - 1);
  else pbf.double(3, value);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) > 127) return false;
  return true;
}
