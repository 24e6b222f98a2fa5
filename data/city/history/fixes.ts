import { type MeasuredLine, measureLine, pointAlong } from '../../../core/network/along.ts';
import type { Line7, Point7 } from '../city.ts';
import type { Track } from './work.ts';

/** A fix is kept at the last bend of the way that lies between this and that after the one before, or at the latest. */
const LEAST_SECONDS = 105;
const MOST_SECONDS = 140;
/** What lies this near to the straight way, in integer units, is no bend: about 45 m. */
const BEND_UNITS = 4000;

/** A line with only the vertices at which it bends. */
export function thinLine(line: Line7): MeasuredLine {
  const kept = [0, line.length / 2 - 1];
  const stack: [number, number][] = [[0, line.length / 2 - 1]];
  for (let range = stack.pop(); range; range = stack.pop()) {
    const { index, off } = farthest(line, ...range);
    if (off <= BEND_UNITS) continue;
    kept.push(index);
    stack.push([range[0], index], [index, range[1]]);
  }
  kept.sort((a, b) => a - b);
  return measureLine(kept.flatMap((i) => [line[2 * i]!, line[2 * i + 1]!]));
}

function farthest(line: Line7, first: number, last: number): { index: number; off: number } {
  const [ax, ay] = [line[2 * first]! * 0.8, line[2 * first + 1]!];
  const [dx, dy] = [line[2 * last]! * 0.8 - ax, line[2 * last + 1]! - ay];
  const length2 = dx * dx + dy * dy;
  let best = { index: first, off: -1 };
  for (let i = first + 1; i < last; i++) {
    const [px, py] = [line[2 * i]! * 0.8 - ax, line[2 * i + 1]! - ay];
    const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
    const off = Math.hypot(px - along * dx, py - along * dy);
    if (off > best.off) best = { index: i, off };
  }
  return best;
}

/** When each bend of a line is passed that is gone round and round, after `from`; without end. */
function* bendTimes(
  { metres, lengthMetres }: MeasuredLine,
  speed: number,
  startAt: number,
  from: number,
): Generator<number> {
  for (let lap = Math.floor(((from - startAt) * speed) / lengthMetres); ; lap++) {
    for (let i = 1; i < metres.length; i++) {
      const time = startAt + (lap * lengthMetres + metres[i]!) / speed;
      if (time > from) yield time;
    }
  }
}

/** The thinned fixes of one unit within a span of time, as they come. */
export class Fixes {
  readonly #from: number;
  readonly #to: number;
  readonly #at: number[] = [];
  readonly #lng7: number[] = [];
  readonly #lat7: number[] = [];
  readonly #heading: number[] = [];
  readonly #speed: number[] = [];
  #last = -Infinity;

  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
  }

  /** Stands at a place for a while. */
  stand([lng7, lat7]: Point7, from: number, until: number): void {
    const end = Math.min(until, this.#to);
    this.#add(from, lng7, lat7, 0, 0);
    const pieces = Math.ceil((end - from) / MOST_SECONDS);
    for (let i = 1; i <= pieces; i++) this.#add(from + ((end - from) * i) / pieces, lng7, lat7, 0, 0);
  }

  /** Goes along a thinned line at `speed` metres a second, to its end at the latest. */
  go(line: MeasuredLine, speed: number, from: number, until: number): void {
    this.#travel(line, speed, from, from, until, (metres) => metres);
  }

  /** Goes round and round a closed line from its start at `startAt`; of that the stretch from `from` until `until`. */
  goRound(line: MeasuredLine, speed: number, startAt: number, from: number, until: number): void {
    this.#travel(line, speed, startAt, from, until, (metres) => metres % line.lengthMetres);
  }

  #travel(
    line: MeasuredLine,
    speed: number,
    startAt: number,
    from: number,
    until: number,
    placeOf: (metres: number) => number,
  ): void {
    const end = Math.min(until, this.#to);
    if (!(line.lengthMetres > 0) || !(speed > 0) || end <= from) return;
    const at = (seconds: number) => {
      const place = pointAlong(line, placeOf(speed * (Math.round(seconds) - startAt)));
      this.#add(seconds, place.lng7, place.lat7, place.headingDegrees, speed * 3.6);
    };
    at(from);
    let bend = from;
    for (const next of bendTimes(line, speed, startAt, from)) {
      while (Math.min(next, end) - this.#last > MOST_SECONDS) {
        const isLate = bend - this.#last >= LEAST_SECONDS;
        at(isLate ? bend : this.#last + MOST_SECONDS);
      }
      if (next >= end) break;
      bend = next;
    }
    at(end);
  }

  track(): Track {
    return {
      at: Uint32Array.from(this.#at),
      lng7: Int32Array.from(this.#lng7),
      lat7: Int32Array.from(this.#lat7),
      heading: Uint16Array.from(this.#heading),
      speed: Uint16Array.from(this.#speed),
    };
  }

  #add(seconds: number, lng7: number, lat7: number, headingDegrees: number, kmh: number): void {
    const at = Math.round(seconds);
    if (at <= this.#last) return;
    this.#last = at;
    if (at < this.#from || at > this.#to) return;
    this.#at.push(at);
    this.#lng7.push(lng7);
    this.#lat7.push(lat7);
    this.#heading.push(Math.round(headingDegrees * 10) % 3600);
    this.#speed.push(Math.round(kmh * 10));
  }
}
