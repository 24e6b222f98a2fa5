const SLOTS = 4096;

/** Finds the place of an ASCII word in a list by its bytes, without making a string of it. Throws for a word that is not in the list. */
export function wordFinder(
  words: readonly string[],
): (bytes: Uint8Array, start: number, length: number) => number {
  const slots = new Int8Array(SLOTS).fill(-1);
  const slotOf = (bytes: Uint8Array, start: number, length: number): number => {
    let hash = length;
    for (let i = start; i < start + length; i++) hash = (Math.imul(hash, 31) + bytes[i]!) & (SLOTS - 1);
    return hash;
  };
  words.forEach((word, place) => {
    const slot = slotOf(Buffer.from(word), 0, word.length);
    if (slots[slot] !== -1) throw new Error(`${word} and ${words[slots[slot]!]} share a slot`);
    slots[slot] = place;
  });
  return (bytes, start, length) => {
    const place = slots[slotOf(bytes, start, length)]!;
    if (place < 0) throw new Error('a word that is not in the vocabulary');
    return place;
  };
}
