/** A ring in metres, flat [x, y, ...], its first point repeated at the end. */
export type MetreRing = readonly number[];

/** A stretch of x. */
export interface Span {
  from: number;
  to: number;
}

/** The ring turned by `angle` radians, counter-clockwise. */
export function turnRing(ring: MetreRing, angle: number): number[] {
  const cosine = Math.cos(angle);
  const sine = Math.sin(angle);
  const turned: number[] = [];
  for (let i = 0; i < ring.length; i += 2)
    turned.push(ring[i]! * cosine - ring[i + 1]! * sine, ring[i]! * sine + ring[i + 1]! * cosine);
  return turned;
}

/** The stretches of x over which the ring holds the whole strip from `south` to `north`, west to east. */
export function spansOf(ring: MetreRing, south: number, north: number): Span[] {
  let spans = spansAt(ring, south);
  for (const y of [(south + north) / 2, north]) spans = common(spans, spansAt(ring, y));
  for (let i = 0; i + 2 < ring.length; i += 2) {
    const y = ring[i + 1]!;
    if (y > south && y < north) spans = spans.map((span) => beside(span, ring[i]!));
  }
  return spans;
}

/** Where a line of equal y is inside. */
function spansAt(ring: MetreRing, y: number): Span[] {
  const hits: number[] = [];
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const a = ring[i + 1]!;
    const b = ring[i + 3]!;
    if (a > y === b > y) continue;
    hits.push(ring[i]! + ((y - a) / (b - a)) * (ring[i + 2]! - ring[i]!));
  }
  hits.sort((p, q) => p - q);
  const spans: Span[] = [];
  for (let i = 0; i + 1 < hits.length; i += 2) spans.push({ from: hits[i]!, to: hits[i + 1]! });
  return spans;
}

function common(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((a) =>
    others.flatMap((b) => {
      const span = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
      return span.to > span.from ? [span] : [];
    }),
  );
}

/** The larger part of a span that a corner of the ring at x cuts. */
function beside(span: Span, x: number): Span {
  if (x <= span.from || x >= span.to) return span;
  return x - span.from > span.to - x ? { from: span.from, to: x } : { from: x, to: span.to };
}
