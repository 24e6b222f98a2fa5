/**
 * A planar graph on integer points, as half-edges. Half-edge h and its twin h ^ 1 make edge h >> 1; `face` is
 * the face on a half-edge's left, and inner faces are walked counter-clockwise.
 */
import { orientation } from '../../core/geometry/integer.ts';
import type { Level, RoadClass } from '../../core/vocabulary.ts';

/** What an edge is on the ground. A ridge is a line without a road: a crest, a field's edge, a wall. */
export const EDGE_KINDS = [
  'ridge',
  'river',
  'track',
  'residential',
  'tertiary',
  'secondary',
  'primary',
  'trunk',
  'motorway',
] as const satisfies readonly ('ridge' | 'river' | RoadClass)[];
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** How high an edge stands as a border: 0 inside a grid, then upwards. */
export const BORDER_LEVELS = [
  'grid',
  'grid',
  'community',
  'street',
  'district',
  'city',
] as const satisfies readonly Level[];
export const STREET_BORDER = 3;
export const DISTRICT_BORDER = 4;
export const CITY_BORDER = 5;

export interface Edge {
  kind: EdgeKind;
  border: number;
  /** Index into the table of named ways, -1 for none. */
  way: number;
}

export interface Segment extends Edge {
  a: number;
  b: number;
}

export interface Vertices {
  lng7: number[];
  lat7: number[];
}

export class Planar {
  readonly lng7: number[];
  readonly lat7: number[];
  readonly origin: number[] = [];
  readonly next: number[] = [];
  readonly prev: number[] = [];
  readonly face: number[] = [];
  readonly edges: Edge[] = [];
  readonly degree: number[];
  /** One half-edge of each face. */
  readonly faceStart: number[] = [];
  /** The unbounded face, or -1 before faces are walked. */
  outer = -1;

  constructor(vertices: Vertices, segments: readonly Segment[]) {
    this.lng7 = vertices.lng7;
    this.lat7 = vertices.lat7;
    this.degree = new Array<number>(vertices.lng7.length).fill(0);
    for (const s of segments) this.addEdge(s.a, s.b, s);
    this.linkAround();
    this.walkFaces();
  }

  target(h: number): number {
    return this.origin[h ^ 1]!;
  }

  edge(h: number): Edge {
    return this.edges[h >> 1]!;
  }

  /** The half-edges round a face, counter-clockwise for inner faces. */
  ring(face: number): number[] {
    const start = this.faceStart[face]!;
    const ring: number[] = [];
    let h = start;
    do {
      ring.push(h);
      h = this.next[h]!;
    } while (h !== start);
    return ring;
  }

  /** Puts a new point on half-edge h (u -> v), which becomes u -> new; returns the half-edge new -> v. */
  insertVertex(h: number, lng7: number, lat7: number): number {
    const vertex = this.lng7.length;
    this.lng7.push(lng7);
    this.lat7.push(lat7);
    this.degree.push(2);
    const t = h ^ 1;
    const far = this.origin[t]!;
    const h2 = this.origin.length;
    const t2 = h2 ^ 1;
    this.origin.push(vertex, far);
    this.face.push(this.face[h]!, this.face[t]!);
    this.edges.push({ ...this.edge(h) });
    this.origin[t] = vertex;
    this.next[h2] = this.next[h]!;
    this.prev[t2] = this.prev[t]!;
    this.prev[this.next[h2]!] = h2;
    this.next[this.prev[t2]!] = t2;
    this.link(h, h2);
    this.link(t2, t);
    return h2;
  }

  /**
   * Splits the face of `from` by a path from the origin of `from` to the origin of `to` over new points.
   * The old face keeps the side left of the path's way back; the new face (returned) lies left of the path.
   */
  splitFace(from: number, to: number, points: readonly number[], edge: Edge): number {
    const oldFace = this.face[from]!;
    const newFace = this.faceStart.length;
    const beforeFrom = this.prev[from]!;
    const beforeTo = this.prev[to]!;
    const start = this.origin[from]!;
    const end = this.origin[to]!;
    this.degree[start]!++;
    this.degree[end]!++;
    let vertex = start;
    let lastForward = beforeFrom;
    let lastBack = from;
    for (let i = 0; i <= points.length / 2; i++) {
      const isLast = i === points.length / 2;
      const nextVertex = isLast ? end : this.addVertex(points[2 * i]!, points[2 * i + 1]!);
      const h = this.origin.length;
      this.origin.push(vertex, nextVertex);
      this.face.push(newFace, oldFace);
      this.edges.push({ ...edge });
      this.next.push(-1, -1);
      this.prev.push(-1, -1);
      this.link(lastForward, h);
      this.link(h ^ 1, lastBack);
      lastForward = h;
      lastBack = h ^ 1;
      vertex = nextVertex;
    }
    this.link(lastForward, to);
    this.link(beforeTo, lastBack);
    this.faceStart.push(lastForward);
    this.faceStart[oldFace] = lastBack;
    for (const h of this.ring(newFace)) this.face[h] = newFace;
    return newFace;
  }

  private addVertex(lng7: number, lat7: number): number {
    this.lng7.push(lng7);
    this.lat7.push(lat7);
    this.degree.push(2);
    return this.lng7.length - 1;
  }

  private addEdge(a: number, b: number, edge: Edge): void {
    this.origin.push(a, b);
    this.next.push(-1, -1);
    this.prev.push(-1, -1);
    this.face.push(-1, -1);
    this.degree[a]!++;
    this.degree[b]!++;
    this.edges.push({ kind: edge.kind, border: edge.border, way: edge.way });
  }

  private link(h: number, next: number): void {
    this.next[h] = next;
    this.prev[next] = h;
  }

  private linkAround(): void {
    const outgoing: number[][] = this.lng7.map(() => []);
    for (let h = 0; h < this.origin.length; h++) outgoing[this.origin[h]!]!.push(h);
    for (const fan of outgoing) {
      fan.sort((g, h) => this.compareAngle(g, h));
      fan.forEach((h, i) => {
        const clockwise = fan[(i + fan.length - 1) % fan.length]!;
        this.link(h ^ 1, clockwise);
      });
    }
  }

  /** Orders half-edges out of one vertex counter-clockwise from east, exactly. */
  private compareAngle(g: number, h: number): number {
    const halfG = this.isUpper(g) ? 0 : 1;
    const halfH = this.isUpper(h) ? 0 : 1;
    if (halfG !== halfH) return halfG - halfH;
    const v = this.origin[g]!;
    const p = this.target(g);
    const q = this.target(h);
    const { lng7, lat7 } = this;
    return -orientation(lng7[v]!, lat7[v]!, lng7[p]!, lat7[p]!, lng7[q]!, lat7[q]!);
  }

  private isUpper(h: number): boolean {
    const v = this.origin[h]!;
    const p = this.target(h);
    const north = this.lat7[p]! - this.lat7[v]!;
    return north > 0 || (north === 0 && this.lng7[p]! > this.lng7[v]!);
  }

  private walkFaces(): void {
    for (let start = 0; start < this.origin.length; start++) {
      if (this.face[start] !== -1) continue;
      const id = this.faceStart.length;
      this.faceStart.push(start);
      let sum = 0;
      let h = start;
      do {
        this.face[h] = id;
        sum += this.shoelaceTerm(h);
        h = this.next[h]!;
      } while (h !== start);
      if (sum <= 0) {
        if (this.outer !== -1) throw new Error('the planar graph is not connected');
        this.outer = id;
      }
    }
  }

  private shoelaceTerm(h: number): number {
    const { lng7, lat7 } = this;
    const a = this.origin[h]!;
    const b = this.target(h);
    const lng0 = lng7[0]!;
    const lat0 = lat7[0]!;
    return (lng7[a]! - lng0) * (lat7[b]! - lat0) - (lng7[b]! - lng0) * (lat7[a]! - lat0);
  }
}
