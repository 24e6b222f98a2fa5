/** Cuts faces again and again until each holds about one wanted block: streets in towns, ridges in the hills. */
import { locateInRing } from '../../core/geometry/ring.ts';
import { wander } from './borders.ts';
import { type CutPlan, cutFace, type Outline, outlineOf } from './cut.ts';
import type { Edge, EdgeKind, Planar } from './planar.ts';
import { type Point, toX, toY } from './plane.ts';
import type { Random } from './random.ts';
import { dividingPoint, mainDirection, type Samples } from './samples.ts';

/** Cuts every inner face until it holds at most `blocks` wanted blocks. `samplesOf[face]` is kept up to date; `onSplit` hears of every new face. */
export function subdivide(
  planar: Planar,
  samples: Samples,
  samplesOf: number[][],
  blocks: number,
  random: Random,
  onSplit: (oldFace: number, newFace: number) => void,
): void {
  const queue: number[] = [];
  for (let face = 0; face < planar.faceStart.length; face++) if (face !== planar.outer) queue.push(face);
  for (let face = queue.pop(); face !== undefined; face = queue.pop()) {
    const wanted = samplesOf[face]!.length / samples.perBlock;
    if (wanted <= blocks * 1.35) continue;
    const made = splitOnce(planar, samples, samplesOf, face, wanted, random);
    if (made < 0) continue;
    onSplit(face, made);
    queue.push(face, made);
  }
}

function splitOnce(
  planar: Planar,
  samples: Samples,
  samplesOf: number[][],
  face: number,
  wanted: number,
  random: Random,
): number {
  const outline = outlineOf(planar, face);
  const inside = samplesOf[face]!;
  const built = inside.reduce((sum, s) => sum + samples.built[s]!, 0) / inside.length;
  const isTown = built > 0.22;
  const axis = isTown ? townAxis(outline) : hillAxis(outline, random);
  if (inside.length > 3 * samples.perBlock) {
    const made = cutOverhang(planar, outline, samples, inside, random);
    if (made >= 0) {
      divideSamples(planar, samples, samplesOf, face, made);
      return made;
    }
  }
  for (let attempt = 0; attempt < 6; attempt++) {
    const isTurned = attempt >= 4;
    const angle = axis.angle + (isTurned ? Math.PI / 2 : 0);
    const through = dividingPoint(
      samples,
      inside,
      angle,
      0.5 + (attempt === 0 ? random.between(-0.06, 0.06) : random.between(-0.25, 0.25)),
    );
    const plan = makePlan(outline, wanted, built, isTown, through, angle, random);
    const made = cutFace(planar, outline, plan);
    if (made < 0) continue;
    divideSamples(planar, samples, samplesOf, face, made);
    return made;
  }
  return -1;
}

function makePlan(
  outline: Outline,
  wanted: number,
  built: number,
  isTown: boolean,
  through: Point,
  angle: number,
  random: Random,
): CutPlan {
  const scale = Math.sqrt(Math.abs(areaOf(outline)) / Math.max(1, wanted));
  const kind = isTown ? townKind(wanted, built) : hillKind(wanted, built, random);
  return {
    through,
    angle: angle + Math.PI / 2,
    snapMetres: scale * (isTown ? 0.42 : 0.3),
    gapMetres: Math.min(scale * 0.12, 60),
    leastSine: isTown ? 0.5 : 0.35,
    bend: isTown
      ? (a, b) => townBend(random, a, b, built)
      : (a, b) => wander(random, a, b, 0.34, Math.min(420, 90 + scale * 0.2)),
    edge: (touchesRiver): Edge => ({ kind: touchesRiver ? 'ridge' : kind, border: 0, way: -1 }),
  };
}

function townKind(wanted: number, built: number): EdgeKind {
  if (wanted > 16 && built > 0.4) return 'tertiary';
  return 'residential';
}

/** Where a face reaches far beyond its samples, e.g. from a town's edge over a hill, cuts along that edge. */
function cutOverhang(
  planar: Planar,
  outline: Outline,
  samples: Samples,
  inside: readonly number[],
  random: Random,
): number {
  const major = mainDirection(samples, inside);
  let best = { excess: 0, angle: 0, at: 0 };
  for (let turn = 0; turn < 4; turn++) {
    const angle = major + (turn * Math.PI) / 2;
    const dx = Math.cos(angle);
    const dy = Math.sin(angle);
    const along = inside
      .map((s) => toX(samples.lng7[s]!) * dx + toY(samples.lat7[s]!) * dy)
      .sort((a, b) => a - b);
    const edge = along[Math.floor(along.length * 0.97)]!;
    const reach = edge - along[0]!;
    let end = -Infinity;
    for (let i = 0; i < outline.xs.length; i++)
      end = Math.max(end, outline.xs[i]! * dx + outline.ys[i]! * dy);
    const excess = end - edge;
    if (excess > best.excess && excess > Math.max(350, 0.55 * reach)) best = { excess, angle, at: edge + 50 };
  }
  if (best.excess === 0) return -1;
  const middle = dividingPoint(samples, inside, best.angle + Math.PI / 2, 0.5);
  const dx = Math.cos(best.angle);
  const dy = Math.sin(best.angle);
  const shift = best.at - (middle.x * dx + middle.y * dy);
  const built = inside.reduce((sum, s) => sum + samples.built[s]!, 0) / inside.length;
  return cutFace(planar, outline, {
    through: { x: middle.x + shift * dx, y: middle.y + shift * dy },
    angle: best.angle + Math.PI / 2,
    snapMetres: 120,
    gapMetres: 40,
    leastSine: 0.3,
    bend: (a, b) => wander(random, a, b, 0.16, 160),
    edge: (touchesRiver): Edge => ({
      kind: touchesRiver || built < 0.06 ? 'ridge' : built > 0.3 ? 'tertiary' : 'residential',
      border: 0,
      way: -1,
    }),
  });
}

/** In the hills some cuts carry a track; round villages most do. */
function hillKind(wanted: number, built: number, random: Random): EdgeKind {
  if (built > 0.08) return random.chance(0.75) ? (wanted > 6 ? 'tertiary' : 'residential') : 'ridge';
  return random.chance(wanted > 20 ? 0.1 : 0.3) ? 'track' : 'ridge';
}

/** Straight in the centre, a slight bend further out. */
function townBend(random: Random, a: Point, b: Point, built: number): Point[] {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  if (length > 1100) return wander(random, a, b, 0.2, 150);
  if (built > 0.62 || length < 120) return [a, b];
  const swing = random.normal() * 0.02 * (1.2 - built);
  return [0, 0.25, 0.5, 0.75, 1].map((t) => {
    const lift = 4 * t * (1 - t) * swing;
    return {
      x: a.x + t * (b.x - a.x) - lift * (b.y - a.y),
      y: a.y + t * (b.y - a.y) + lift * (b.x - a.x),
    };
  });
}

/** The direction of most of the outline, turned to its longer side: cuts run square to it. */
function townAxis(outline: Outline): { angle: number } {
  const { xs, ys } = outline;
  let cosine = 0;
  let sine = 0;
  for (let i = 0; i < xs.length; i++) {
    const j = (i + 1) % xs.length;
    const dx = xs[j]! - xs[i]!;
    const dy = ys[j]! - ys[i]!;
    const length = Math.hypot(dx, dy);
    const angle = 4 * Math.atan2(dy, dx);
    cosine += length * Math.cos(angle);
    sine += length * Math.sin(angle);
  }
  const angle = Math.atan2(sine, cosine) / 4;
  return {
    angle: extent(outline, angle) >= extent(outline, angle + Math.PI / 2) ? angle : angle + Math.PI / 2,
  };
}

/** The longest direction of the outline, a little off. */
function hillAxis(outline: Outline, random: Random): { angle: number } {
  let best = 0;
  let bestRatio = 0;
  for (let k = 0; k < 8; k++) {
    const angle = (k * Math.PI) / 8;
    const ratio = extent(outline, angle) / extent(outline, angle + Math.PI / 2);
    if (ratio > bestRatio) {
      best = angle;
      bestRatio = ratio;
    }
  }
  return { angle: best + random.normal() * 0.15 };
}

function extent(outline: Outline, angle: number): number {
  const dx = Math.cos(angle);
  const dy = Math.sin(angle);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < outline.xs.length; i++) {
    const along = outline.xs[i]! * dx + outline.ys[i]! * dy;
    if (along < low) low = along;
    if (along > high) high = along;
  }
  return high - low;
}

export function areaOf(outline: Outline): number {
  const { xs, ys } = outline;
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const j = (i + 1) % xs.length;
    sum += xs[i]! * ys[j]! - xs[j]! * ys[i]!;
  }
  return sum / 2;
}

function divideSamples(
  planar: Planar,
  samples: Samples,
  samplesOf: number[][],
  face: number,
  made: number,
): void {
  const ring = outlineOf(planar, made).flat;
  const stay: number[] = [];
  const move: number[] = [];
  for (const s of samplesOf[face]!) {
    (locateInRing(samples.lng7[s]!, samples.lat7[s]!, ring) === 1 ? move : stay).push(s);
  }
  samplesOf[face] = stay;
  samplesOf[made] = move;
}
