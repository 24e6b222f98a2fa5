import { type MeasuredLine, measureLine, type PlaceOnLine, pointAlong } from '../../../core/network/along.ts';
import { nearestNode, type RoadGraph } from '../../../core/network/road-graph.ts';
import { lineOfPath, shortestPath } from '../../../core/network/shortest-path.ts';
import type { UnitVehicle } from '../../../core/vocabulary.ts';

/** Cruising on patrol, and the most that a vehicle goes on its way to a call, km/h. */
export const PATROL_KMH: Record<UnitVehicle, number> = { foot: 4.5, bicycle: 12, motorcycle: 22, car: 26 };
const MOST_KMH: Record<UnitVehicle, number> = { foot: 6, bicycle: 18, motorcycle: 60, car: 80 };
/** From the kerb to the place of a call. */
const OFF_ROAD_KMH = 5;

export interface Place {
  lng7: number;
  lat7: number;
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

  /** The quickest way by `vehicle`, undefined if no roads join the places. */
  static between(graph: RoadGraph, vehicle: UnitVehicle, from: Place, to: Place): Drive | undefined {
    const start = nearestNode(graph, from.lng7, from.lat7);
    const end = nearestNode(graph, to.lng7, to.lat7);
    if (start === undefined || end === undefined) return undefined;
    const path = shortestPath(graph, start, end);
    if (!path) return undefined;
    const startPlace = [graph.points[start * 2]!, graph.points[start * 2 + 1]!];
    const roads = path.links.length > 0 ? lineOfPath(graph, path) : startPlace;
    const line = [from.lng7, from.lat7, ...roads, to.lng7, to.lat7];
    const measured = measureLine(line);
    const most = MOST_KMH[vehicle] / 3.6;
    const stretches = path.links.map((link) => {
      const metres = graph.linkMetres[link]!;
      return { metres, seconds: Math.max(graph.linkSeconds[link]!, metres / most) };
    });
    const first = measured.metres[1]!;
    const last = measured.lengthMetres - measured.metres.at(-2)!;
    const walk = (metres: number, kmh: number) => ({ metres, seconds: metres / (kmh / 3.6) });
    return new Drive(line, [walk(first, PATROL_KMH[vehicle]), ...stretches, walk(last, OFF_ROAD_KMH)]);
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
    return { ...pointAlong(this.#line, from + share * (to - from)), speedKmh };
  }
}
