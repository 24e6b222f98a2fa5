import { isOnSegment, segmentsTouch } from '../../geometry/integer.ts';
import { type LocalMetres, localMetres } from '../../geometry/metres.ts';
import { footOn, metresBetween } from '../noding.ts';
import { isSamePlace, type Place, placeAt, pointsIn } from '../plan.ts';
import type { PlanEdit } from '../plan-edit.ts';
import type { AddedPoints } from './added-points.ts';
import type { Piece } from './ground-lines.ts';

/** A line that comes to a border ends in a point that is there already, if one is as near as this. */
const SAME_POINT_METRES = 8;
/** A border that may not get a point is met in one that it has, if one is as near as this; so many are tried. */
const REACH_METRES = 60;
const MOST_TRIES = 4;
/** So far a line is followed to where it meets a border that it has come near to. */
const GOES_ON_METRES = 30;

/** A step of a border: points `index - 1` and `index` of an arc. */
interface BorderStep {
  arc: number;
  index: number;
  piece: Piece;
}

/** Where a line can end; `step` is to get a point there. */
interface End {
  place: Place;
  step: BorderStep | null;
}

/** The border of a grid as lines inside come to it. */
export class BorderEnds {
  readonly plane: LocalMetres;
  readonly #made: PlanEdit;
  readonly #grid: string;
  readonly #added: AddedPoints;
  #steps: BorderStep[];

  constructor(made: PlanEdit, grid: string, added: AddedPoints) {
    this.#made = made;
    this.#grid = grid;
    this.#added = added;
    this.#steps = this.#stepsNow();
    const [lng7, lat7] = this.#steps[0]?.piece ?? [0, 0];
    this.plane = localMetres(lng7, lat7);
  }

  get steps(): Piece[] {
    return this.#steps.map(({ piece }) => piece);
  }

  #stepsNow(): BorderStep[] {
    return (this.#made.arcsOf.get(this.#grid) ?? []).flatMap((arc) => {
      const { line } = this.#made.arc(arc);
      return Array.from({ length: pointsIn(line) - 1 }, (_, i) => ({
        arc,
        index: i + 1,
        piece: [line[2 * i]!, line[2 * i + 1]!, line[2 * i + 2]!, line[2 * i + 3]!] as const,
      }));
    });
  }

  /** Leads a line from a place inside, which was about to come to the border near `towards`, to a point of it that it gets if need be. Null if there is none to which `isFree` is a straight way. */
  reach(from: Place, towards: Place, isFree: (way: Piece) => boolean): Piece | null {
    for (const end of this.#endsNear(towards)) {
      const way: Piece = [from.lng7, from.lat7, end.place.lng7, end.place.lat7];
      if (!this.#isInside(way, end) || !isFree(way)) continue;
      if (end.step) {
        const { arc, index } = end.step;
        this.#added.add(end.place);
        this.#made.insert(arc, index, end.place);
        this.#steps = this.#stepsNow();
      }
      return way;
    }
    return null;
  }

  #endsNear(towards: Place): End[] {
    const points = this.#steps.flatMap(({ piece: [lng7, lat7, toLng7, toLat7] }) => [
      { lng7, lat7 },
      { lng7: toLng7, lat7: toLat7 },
    ]);
    const near = points
      .map((place) => ({ place, step: null, metres: metresBetween(place, towards) }))
      .filter(({ metres }) => metres <= REACH_METRES)
      .sort((a, b) => a.metres - b.metres)
      .filter(({ place }, i, all) => i === 0 || !isSamePlace(place, all[i - 1]!.place))
      .slice(0, MOST_TRIES);
    const foot = this.#footOf(towards);
    if (!foot || (near[0] && near[0].metres <= SAME_POINT_METRES)) return near;
    return [foot, ...near];
  }

  /** The nearest place of a border that may get a point. */
  #footOf(towards: Place): End | null {
    let best: (End & { metres: number }) | null = null;
    for (const step of this.#steps) {
      const [aLng7, aLat7, bLng7, bLat7] = step.piece;
      const [a, b] = [
        { lng7: aLng7, lat7: aLat7 },
        { lng7: bLng7, lat7: bLat7 },
      ];
      const place = footOn(a, b, towards);
      const metres = metresBetween(place, towards);
      if (metres > (best?.metres ?? REACH_METRES) || isSamePlace(place, a) || isSamePlace(place, b)) continue;
      if (this.#made.isFree(step.arc)) best = { place, step, metres };
    }
    return best;
  }

  /** Whether a way from inside meets the border nowhere but in its end. */
  #isInside(way: Piece, { place, step }: End): boolean {
    return this.#steps.every((other) => other === step || !meets(way, other.piece, place));
  }

  /** Where a piece that comes near the border at `share` of its way meets it: in its own end if that is a point of the border, where it crosses it, or else in the nearest point. */
  meeting([aLng7, aLat7, bLng7, bLat7]: Piece, share: number, end: 'a' | 'b'): Place {
    const last = end === 'a' ? { lng7: aLng7, lat7: aLat7 } : { lng7: bLng7, lat7: bLat7 };
    const at = {
      lng7: Math.round(aLng7 + share * (bLng7 - aLng7)),
      lat7: Math.round(aLat7 + share * (bLat7 - aLat7)),
    };
    let [best, metres] = [at, Number.POSITIVE_INFINITY];
    const offer = (place: Place | null, most: number, handicap: number): void => {
      const off = place ? metresBetween(place, at) : Number.POSITIVE_INFINITY;
      if (place && off <= most && off + handicap < metres) [best, metres] = [place, off + handicap];
    };
    for (const { piece } of this.#steps) {
      const corners = [placeAt(piece, 0), placeAt(piece, 1)] as const;
      if (corners.some((corner) => isSamePlace(corner, last))) offer(last, GOES_ON_METRES, 0);
      offer(crossingOf([at.lng7, at.lat7, last.lng7, last.lat7], piece), GOES_ON_METRES, 0);
      offer(footOn(...corners, at), REACH_METRES, GOES_ON_METRES);
    }
    return best;
  }
}

function crossingOf([ax, ay, bx, by]: Piece, [cx, cy, dx, dy]: Piece): Place | null {
  const turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (turn === 0) return null;
  const along = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn;
  const across = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn;
  if (along < 0 || along > 1 || across < 0 || across > 1) return null;
  return { lng7: Math.round(ax + along * (bx - ax)), lat7: Math.round(ay + along * (by - ay)) };
}

/** Whether two pieces meet, but in a point that is an end of both. */
export function meets(one: Piece, other: Piece, ...shared: readonly Place[]): boolean {
  for (const { lng7, lat7 } of shared) {
    const [far, otherFar] = [farEnd(one, lng7, lat7), farEnd(other, lng7, lat7)];
    if (far && otherFar) return isOnSegment(...far, ...other) || isOnSegment(...otherFar, ...one);
  }
  return segmentsTouch(...one, ...other);
}

function farEnd(
  [aLng7, aLat7, bLng7, bLat7]: Piece,
  lng7: number,
  lat7: number,
): readonly [number, number] | null {
  if (aLng7 === lng7 && aLat7 === lat7) return [bLng7, bLat7];
  return bLng7 === lng7 && bLat7 === lat7 ? [aLng7, aLat7] : null;
}
