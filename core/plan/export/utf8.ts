/** A text as UTF-8, of at most so many bytes: what is more is left out, never a part of a character. */
export function utf8(text: string, most = Number.POSITIVE_INFINITY): Uint8Array {
  const bytes: number[] = [];
  for (const letter of text) {
    const encoded = bytesOf(letter.codePointAt(0) ?? 0);
    if (bytes.length + encoded.length > most) break;
    bytes.push(...encoded);
  }
  return Uint8Array.from(bytes);
}

function bytesOf(code: number): number[] {
  if (code < 0x80) return [code];
  const rest = (shift: number): number => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return [0xc0 | (code >> 6), rest(0)];
  if (code < 0x10000) return [0xe0 | (code >> 12), rest(6), rest(0)];
  return [0xf0 | (code >> 18), rest(12), rest(6), rest(0)];
}
