/** Cutting one face in two by a road, a lane or a ridge, with everything checked on the integer points first. */
import { isOnSegment, segmentsCross, segmentsTouch } from '../../core/geometry/integer.ts';
import { locateInRing } from '../../core/geometry/ring.ts';
import type { Edge, Planar } from './planar.ts';
import { type Point, toLat7, toLng7, toX, toY } from './plane.ts';

export interface CutPlan {
  /** A point the cut should pass and the direction it should take, in metres. */
  through: Point;
  angle: number;
  /** Ends closer than this to a junction move to it. */
  snapMetres: number;
  /** No new junction closer than this to another point of the ring. */
  gapMetres: number;
  /** Least sine of the angle between the cut and the lines it meets. */
  leastSine: number;
  bend: (a: Point, b: Point) => Point[];
  edge: (touchesRiver: boolean) => Edge;
}

/** A face's ring in metres and integers, point i being the origin of half-edge i. */
export interface Outline {
  halfEdges: number[];
  xs: number[];
  ys: number[];
  flat: number[];
}

interface End {
  /** Index into the outline of the point, or of the half-edge to be cut when `insert`. */
  index: number;
  insert: boolean;
  lng7: number;
  lat7: number;
}

export function outlineOf(planar: Planar, face: number): Outline {
  const halfEdges = planar.ring(face);
  const flat: number[] = [];
  const xs: number[] = [];
  const ys: number[] = [];
  for (const h of halfEdges) {
    const v = planar.origin[h]!;
    flat.push(planar.lng7[v]!, planar.lat7[v]!);
    xs.push(toX(planar.lng7[v]!));
    ys.push(toY(planar.lat7[v]!));
  }
  flat.push(flat[0]!, flat[1]!);
  return { halfEdges, xs, ys, flat };
}

/** Cuts the face as planned; the new face, or -1 when that is not possible cleanly. */
export function cutFace(planar: Planar, outline: Outline, plan: CutPlan): number {
  const hits = crossings(outline, plan);
  const pair = middlePair(hits);
  if (!pair) return -1;
  const a = chooseEnd(planar, outline, plan, pair[0]);
  const b = chooseEnd(planar, outline, plan, pair[1]);
  if (!a || !b || (a.index === b.index && a.insert === b.insert)) return -1;
  const from = { x: toX(a.lng7), y: toY(a.lat7) };
  const to = { x: toX(b.lng7), y: toY(b.lat7) };
  const inner = cleanPath(outline, a, b, plan, from, to);
  if (!inner) return -1;
  return perform(planar, outline, a, b, inner, plan);
}

const BEND_TRIES = 4;

/** The inner points of the first bend that is clean, of the straight cut if none is; undefined if that is not either. */
function cleanPath(
  outline: Outline,
  a: End,
  b: End,
  plan: CutPlan,
  from: Point,
  to: Point,
): number[] | undefined {
  for (let attempt = 0; attempt <= BEND_TRIES; attempt++) {
    const bend = attempt === BEND_TRIES ? [] : plan.bend(from, to).slice(1, -1);
    const inner = bend.flatMap((p) => [toLng7(p.x), toLat7(p.y)]);
    if (isClean(outline, a, b, [a.lng7, a.lat7, ...inner, b.lng7, b.lat7], plan.leastSine)) return inner;
    if (inner.length === 0) return undefined;
  }
  return undefined;
}

function perform(planar: Planar, outline: Outline, a: End, b: End, inner: number[], plan: CutPlan): number {
  const half = (end: End) => {
    const h = outline.halfEdges[end.index]!;
    return end.insert ? planar.insertVertex(h, end.lng7, end.lat7) : h;
  };
  const touchesRiver = [a, b].some((end) => {
    const h = outline.halfEdges[end.index]!;
    const before = outline.halfEdges[(end.index + outline.halfEdges.length - 1) % outline.halfEdges.length]!;
    return planar.edge(h).kind === 'river' || (!end.insert && planar.edge(before).kind === 'river');
  });
  const from = half(a);
  const to = half(b);
  return planar.splitFace(from, to, inner, plan.edge(touchesRiver));
}

interface Hit {
  index: number;
  along: number;
  share: number;
}

function crossings(outline: Outline, plan: CutPlan): Hit[] {
  const { xs, ys } = outline;
  const dx = Math.cos(plan.angle);
  const dy = Math.sin(plan.angle);
  const hits: Hit[] = [];
  const side = (i: number) => dx * (ys[i]! - plan.through.y) - dy * (xs[i]! - plan.through.x);
  for (let i = 0; i < xs.length; i++) {
    const j = i + 1 === xs.length ? 0 : i + 1;
    const s = side(i);
    const t = side(j);
    if (s > 0 === t > 0) continue;
    const share = s / (s - t);
    const x = xs[i]! + share * (xs[j]! - xs[i]!) - plan.through.x;
    const y = ys[i]! + share * (ys[j]! - ys[i]!) - plan.through.y;
    hits.push({ index: i, along: x * dx + y * dy, share });
  }
  return hits.sort((p, q) => p.along - q.along);
}

/** The stretch inside the face that passes the wanted point, else the longest. */
function middlePair(hits: readonly Hit[]): [Hit, Hit] | undefined {
  let best: [Hit, Hit] | undefined;
  for (let i = 0; i + 1 < hits.length; i += 2) {
    const pair: [Hit, Hit] = [hits[i]!, hits[i + 1]!];
    if (pair[0].along <= 0 && pair[1].along >= 0) return pair;
    if (!best || pair[1].along - pair[0].along > best[1].along - best[0].along) best = pair;
  }
  return best;
}

/** A junction near the hit if there is one, else any point too near to leave alone, else a new point. */
function chooseEnd(planar: Planar, outline: Outline, plan: CutPlan, hit: Hit): End | undefined {
  const { xs, ys, halfEdges, flat } = outline;
  const count = xs.length;
  const j = (hit.index + 1) % count;
  const x = xs[hit.index]! + hit.share * (xs[j]! - xs[hit.index]!);
  const y = ys[hit.index]! + hit.share * (ys[j]! - ys[hit.index]!);
  let best = -1;
  let bestMetres = Infinity;
  for (const direction of [1, -1]) {
    let i = direction === 1 ? j : hit.index;
    for (let steps = 0; steps < count; steps++) {
      const metres = Math.hypot(xs[i]! - x, ys[i]! - y);
      if (metres > plan.snapMetres) break;
      const isJunction = planar.degree[planar.origin[halfEdges[i]!]!]! > 2;
      const weighed = isJunction ? metres : metres < plan.gapMetres ? metres + plan.snapMetres : Infinity;
      if (weighed < bestMetres) {
        best = i;
        bestMetres = weighed;
      }
      i = (i + direction + count) % count;
    }
  }
  if (best >= 0) return { index: best, insert: false, lng7: flat[2 * best]!, lat7: flat[2 * best + 1]! };
  return { index: hit.index, insert: true, lng7: toLng7(x), lat7: toLat7(y) };
}

/** Whether the path runs inside the ring, meets it at its two ends only, and there at a fair angle. */
function isClean(outline: Outline, a: End, b: End, path: readonly number[], leastSine: number): boolean {
  const ring = withEnds(outline.flat, a, b);
  const last = path.length - 2;
  if (!isFairAngle(ring, path[0]!, path[1]!, path[2]!, path[3]!, leastSine)) return false;
  if (!isFairAngle(ring, path[last]!, path[last + 1]!, path[last - 2]!, path[last - 1]!, leastSine))
    return false;
  const middleLng = (path[0]! + path[2]!) / 2;
  const middleLat = (path[1]! + path[3]!) / 2;
  if (locateInRing(middleLng, middleLat, ring) !== 1) return false;
  for (let p = 0; p < last; p += 2) {
    for (let q = p + 4; q < last; q += 2) if (pieceTouches(path, p, path, q)) return false;
    for (let r = 0; r + 3 < ring.length; r += 2) if (clashes(path, p, last, ring, r)) return false;
  }
  return true;
}

function pieceTouches(f: readonly number[], p: number, g: readonly number[], q: number): boolean {
  return segmentsTouch(f[p]!, f[p + 1]!, f[p + 2]!, f[p + 3]!, g[q]!, g[q + 1]!, g[q + 2]!, g[q + 3]!);
}

function clashes(
  path: readonly number[],
  p: number,
  last: number,
  ring: readonly number[],
  r: number,
): boolean {
  const startsHere = p === 0 && isEnd(ring, r, path[0]!, path[1]!);
  const endsHere = p === last - 2 && isEnd(ring, r, path[last]!, path[last + 1]!);
  if (!startsHere && !endsHere) return farApart(path, p, ring, r) ? false : pieceTouches(path, p, ring, r);
  if (startsHere && endsHere) return true;
  const farLng = path[startsHere ? p + 2 : p]!;
  const farLat = path[startsHere ? p + 3 : p + 1]!;
  const nearLng = path[startsHere ? p : p + 2]!;
  const nearLat = path[startsHere ? p + 1 : p + 3]!;
  const [aLng, aLat, bLng, bLat] = [ring[r]!, ring[r + 1]!, ring[r + 2]!, ring[r + 3]!];
  if (isOnSegment(farLng, farLat, aLng, aLat, bLng, bLat)) return true;
  const [otherLng, otherLat] = aLng === nearLng && aLat === nearLat ? [bLng, bLat] : [aLng, aLat];
  return (
    isOnSegment(otherLng, otherLat, nearLng, nearLat, farLng, farLat) ||
    segmentsCross(nearLng, nearLat, farLng, farLat, aLng, aLat, bLng, bLat)
  );
}

function farApart(path: readonly number[], p: number, ring: readonly number[], r: number): boolean {
  const [a, b, c, d] = [path[p]!, path[p + 2]!, ring[r]!, ring[r + 2]!];
  if (Math.max(a, b) < Math.min(c, d) || Math.max(c, d) < Math.min(a, b)) return true;
  const [e, f, g, h] = [path[p + 1]!, path[p + 3]!, ring[r + 1]!, ring[r + 3]!];
  return Math.max(e, f) < Math.min(g, h) || Math.max(g, h) < Math.min(e, f);
}

function isEnd(ring: readonly number[], r: number, lng: number, lat: number): boolean {
  return (ring[r] === lng && ring[r + 1] === lat) || (ring[r + 2] === lng && ring[r + 3] === lat);
}

function isFairAngle(
  ring: readonly number[],
  lng: number,
  lat: number,
  towardsLng: number,
  towardsLat: number,
  leastSine: number,
): boolean {
  const dx = toX(towardsLng) - toX(lng);
  const dy = toY(towardsLat) - toY(lat);
  for (let r = 0; r + 3 < ring.length; r += 2) {
    if (!isEnd(ring, r, lng, lat)) continue;
    const isFirst = ring[r] === lng && ring[r + 1] === lat;
    const ex = toX(ring[isFirst ? r + 2 : r]!) - toX(lng);
    const ey = toY(ring[isFirst ? r + 3 : r + 1]!) - toY(lat);
    const scale = Math.hypot(dx, dy) * Math.hypot(ex, ey);
    if (dx * ex + dy * ey > 0 && Math.abs(dx * ey - dy * ex) < leastSine * scale) return false;
  }
  return true;
}

/** The ring with the new ends already in it, as the faces on both sides will see it. */
function withEnds(flat: readonly number[], a: End, b: End): number[] {
  const inserts = [a, b].filter((end) => end.insert).sort((p, q) => p.index - q.index);
  if (inserts.length === 0) return flat as number[];
  const ring: number[] = [];
  let from = 0;
  for (const end of inserts) {
    const to = 2 * end.index + 2;
    for (let i = from; i < to; i++) ring.push(flat[i]!);
    ring.push(end.lng7, end.lat7);
    from = to;
  }
  for (let i = from; i < flat.length; i++) ring.push(flat[i]!);
  return ring;
}
