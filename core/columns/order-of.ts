/** Rows of `seconds` in rising order, equal ones as they come; undefined if they are so already. Two passes of a radix sort. */
export function orderOf(seconds: Uint32Array): Uint32Array | undefined {
  let isOrdered = true;
  for (let row = 1; row < seconds.length && isOrdered; row++) isOrdered = seconds[row]! >= seconds[row - 1]!;
  if (isOrdered) return undefined;
  let order = Uint32Array.from(seconds, (_, row) => row);
  for (const shift of [0, 16]) {
    const places = new Uint32Array(65_537);
    for (const second of seconds) places[((second >>> shift) & 0xffff) + 1]!++;
    for (let digit = 0; digit < 65_536; digit++) places[digit + 1]! += places[digit]!;
    const next = new Uint32Array(order.length);
    for (const row of order) next[places[(seconds[row]! >>> shift) & 0xffff]!++] = row;
    order = next;
  }
  return order;
}
