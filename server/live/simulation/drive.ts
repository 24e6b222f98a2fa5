import { type MeasuredLine, measureLine, type PlaceOnLine, pointAlong } from '../../../core/network/along.ts';
import { type EdgeIndex, nearestEdge } from '../../../core/network/edge-index.ts';
import type { RoadGraph } from '../../../core/network/road-graph.ts';
import { route } from '../../../core/network/route.ts';
import { TRAVEL } from '../../../core/network/travel.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';

/** Cruising on patrol, km/h. */
export const PATROL_KMH: Record<UnitVehicle, number> = { foot: 4.5, bicycle: 12, motorcycle: 22, car: 26 };
/** From the kerb to the place of a call. */
const OFF_ROAD_KMH = 5;

export interface Place {
  lng7: number;
  lat7: number;
}

/** The roads that units drive on. */
export interface Ground {
  graph: RoadGraph;
  edges: EdgeIndex;
}

/** A way from one place to another over the roads, at the speed of each road. */
export class Drive {
  readonly #line: MeasuredLine;
  /** Metres and seconds at the ends of the stretches that the way is made of. */
  readonly #metres: number[] = [0];
  readonly #seconds: number[] = [0];

  private constructor(line: number[], stretches: readonly { metres: number; seconds: number }[]) {
    this.#line = measureLine(line);
    for (const { metres, seconds } of stretches) {
      this.#metres.push(this.#metres.at(-1)! + metres);
      this.#seconds.push(this.#seconds.at(-1)! + seconds);
    }
  }

  /** The quickest way by `vehicle` over the roads of cars, undefined if none joins the places. */
  static between({ graph, edges }: Ground, vehicle: UnitVehicle, from: Place, to: Place): Drive | undefined {
    const start = nearestEdge(edges, graph, from.lng7, from.lat7);
    const end = nearestEdge(edges, graph, to.lng7, to.lat7);
    const way = start && end && route(graph, start, end);
    if (!way) return undefined;
    const line = [from.lng7, from.lat7, ...way.line, to.lng7, to.lat7];
    const most = TRAVEL[vehicle].mostKmh / 3.6;
    const stretches = way.stretches.map(({ metres, seconds }) => {
      return { metres, seconds: Math.max(seconds, metres / most) };
    });
    const walk = (metres: number, kmh: number) => ({ metres, seconds: metres / (kmh / 3.6) });
    const [first, last] = [walk(start.offMetres, PATROL_KMH[vehicle]), walk(end.offMetres, OFF_ROAD_KMH)];
    return new Drive(line, [first, ...stretches, last]);
  }

  /** Along a given line of at least two points, flat [lng7, lat7, ...], evenly, in so many seconds. */
  static along(line: number[], seconds: number): Drive {
    return new Drive(line, [{ metres: measureLine(line).lengthMetres, seconds }]);
  }

  get seconds(): number {
    return this.#seconds.at(-1)!;
  }

  /** Where it is after `seconds`, and how fast. */
  at(seconds: number): PlaceOnLine & { speedKmh: number } {
    let stretch = 1;
    while (stretch < this.#seconds.length - 1 && this.#seconds[stretch]! < seconds) stretch += 1;
    const [before, after] = [this.#seconds[stretch - 1]!, this.#seconds[stretch]!];
    const [from, to] = [this.#metres[stretch - 1]!, this.#metres[stretch]!];
    const share = after > before ? Math.min(1, Math.max(0, (seconds - before) / (after - before))) : 1;
    const speedKmh = seconds >= this.seconds || after === before ? 0 : ((to - from) / (after - before)) * 3.6;
    // Roads' own lengths differ a little from their lines'.
    const scale = this.#line.lengthMetres / Math.max(this.#metres.at(-1)!, 1e-9);
    return { ...pointAlong(this.#line, scale * (from + share * (to - from))), speedKmh };
  }
}
