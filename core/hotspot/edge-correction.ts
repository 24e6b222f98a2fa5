/**
 * Diggle's edge correction. Of the kernel of an incident near the border of a city a part lies outside, where nothing is recorded. Each
 * incident is weighed by 1 / e, e being the part of its kernel inside, so that the density over the city adds up to its incidents
 * (Diggle 1985; the only common correction that preserves mass).
 *
 * e is exact, not a raster's: in polar coordinates round the incident the integral of the kernel over a polygon is a sum over its edges of
 * ∮ G(r(θ)) dθ with G(r) = ∫₀ʳ k(s) s ds = (1 − g(r)) / 2π, where g(r) is (1 − r²/h²)³ for the quartic kernel and exp(−r²/2σ²) for the
 * Gaussian. Inside, ∮ dθ / 2π is 1, so that e = 1 − Σ ∫ g(r) dθ / 2π over the edges within reach.
 */

import type { PlanePoints } from '../geometry/city-plane.ts';
import { locateInShape } from '../geometry/shape-index.ts';
import { kernelReach, type Smoothing, sigmaOf } from './kernel.ts';
import { cellOf, edgesNear, type StudyWindow } from './study-window.ts';

export interface EdgeWeights {
  /** 1 / e of each point, 0 for a point outside the window. */
  weights: Float32Array;
  /** Points outside the window: they are no part of it and count for nothing. */
  outside: number;
}

/** The weights of points in metres of the plane that the window is on. */
export function edgeWeights(window: StudyWindow, { x, y }: PlanePoints, smoothing: Smoothing): EdgeWeights {
  const weights = new Float32Array(x.length);
  const near = edgesNear(window, kernelReach(smoothing));
  /** Per cell of `near` without an edge: 1 inside, -1 outside, 0 not yet asked. */
  const sides = new Int8Array(near.starts.length);
  let outside = 0;
  for (let i = 0; i < x.length; i++) {
    const cell = cellOf(near, x[i]!, y[i]!);
    let share = 0;
    if (cell >= 0) {
      const from = near.starts[cell]!;
      const to = near.starts[cell + 1]!;
      if (from === to) {
        if (sides[cell] === 0) sides[cell] = isInside(window, x[i]!, y[i]!) ? 1 : -1;
        share = sides[cell] === 1 ? 1 : 0;
      } else if (isInside(window, x[i]!, y[i]!))
        share = shareInside(window, near.edges, from, to, x[i]!, y[i]!, smoothing);
    }
    weights[i] = share > 0 ? 1 / share : 0;
    if (share <= 0) outside++;
  }
  return { weights, outside };
}

/** Whether the window covers the place, its border included. */
export function isInside({ shape }: StudyWindow, x: number, y: number): boolean {
  return locateInShape(shape, 0, Math.round(x * 100), Math.round(y * 100)) >= 0;
}

function shareInside(
  { edges }: StudyWindow,
  near: Int32Array,
  from: number,
  to: number,
  x: number,
  y: number,
  smoothing: Smoothing,
): number {
  let outside = 0;
  for (let i = from; i < to; i++) {
    const at = near[i]! * 4;
    outside += beyondEdge(
      smoothing,
      edges[at]! - x,
      edges[at + 1]! - y,
      edges[at + 2]! - x,
      edges[at + 3]! - y,
    );
  }
  return 1 - outside;
}

/** A point that counts as inside may lie so far on the other side of an edge: the window is held against points in centimetres. */
const ON_THE_BORDER_METRES = 0.02;

/** ∫ g(r) dθ / 2π along the edge a - b (metres from the point), positive when the edge passes the point on its left. */
function beyondEdge(smoothing: Smoothing, ax: number, ay: number, bx: number, by: number): number {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return 0;
  const cross = (ax * by - ay * bx) / length;
  const off = Math.abs(cross);
  const reach = kernelReach(smoothing);
  if (off >= reach) return 0;
  const half = Math.sqrt(reach * reach - off * off);
  const from = Math.max((ax * (bx - ax) + ay * (by - ay)) / length, -half);
  const to = Math.min((bx * (bx - ax) + by * (by - ay)) / length, half);
  if (from >= to) return 0;
  const angle = Math.atan2(to, off) - Math.atan2(from, off);
  const within =
    smoothing.kernel === 'quartic'
      ? quarticTo(to, off, smoothing.radiusMetres) - quarticTo(from, off, smoothing.radiusMetres)
      : gaussianBetween(from, to, off, sigmaOf(smoothing.radiusMetres));
  const part = (angle - within) / (2 * Math.PI);
  return cross >= -ON_THE_BORDER_METRES ? part : -part;
}

/** ∫ (1 − g(r)) dθ of the quartic kernel from the foot of the perpendicular to `t` along the edge, in closed form. */
function quarticTo(t: number, off: number, radius: number): number {
  const h2 = radius * radius;
  const d2 = off * off;
  const t2 = t * t;
  return (
    (off * t * (3 - (3 * (d2 + t2 / 3)) / h2 + (d2 * d2 + (2 * d2 * t2) / 3 + (t2 * t2) / 5) / (h2 * h2))) /
    h2
  );
}

/** Gauss-Legendre nodes and weights of order 8 on [-1, 1]; the other half mirrors them. */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

/** The same of the Gaussian kernel between two places along the edge, by quadrature of a smooth function over panels of 1.5 σ. */
function gaussianBetween(from: number, to: number, off: number, sigma: number): number {
  const panels = Math.ceil((to - from) / (1.5 * sigma));
  const half = (to - from) / panels / 2;
  const value = (t: number): number => {
    const r2 = off * off + t * t;
    return r2 === 0 ? 1 / (2 * sigma * sigma) : -Math.expm1(-r2 / (2 * sigma * sigma)) / r2;
  };
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (let k = 0; k < NODES.length; k++)
      sum += WEIGHTS[k]! * (value(middle - NODES[k]! * half) + value(middle + NODES[k]! * half));
  }
  return off * half * sum;
}
