import { type PatrolFrame, ROOM_SECONDS } from './patrol-frame.ts';

/**
 * The routes of all units while they are being searched: linked stops with the earliest begin of each and the latest begin that leaves the rest of its
 * route possible, so that an insertion is checked in constant time (Savelsbergh 1992). The times of other units are facts to a route: where two
 * units visit one place, the gap is kept against the visit as it stands.
 */
export class PatrolRoutes {
  readonly frame: PatrolFrame;
  /** By token, start and end: the stop after and before it. */
  readonly next: Int32Array;
  readonly prev: Int32Array;
  /** By token: its unit, -1 if it is not made. */
  readonly unitOf: Int32Array;
  /** Position in its route. */
  readonly rank: Int32Array;
  readonly begin: Float64Array;
  readonly stay: Float64Array;
  readonly latest: Float64Array;
  /** By token: part of a visit's weight that its stay earns. */
  readonly share: Float64Array;
  /** By token: 1 for a stop that stays where it is; 2 if so long as it is, too. */
  readonly pinned: Uint8Array;
  /** By unit: the last stop after which nothing may be inserted before; -1 if nothing may be inserted at all. */
  readonly openFrom: Int32Array;
  /** By place. */
  readonly visits: Int32Array;
  /** By unit: what its travel and its repeated pairs cost. */
  readonly travelSeconds: Float64Array;
  readonly pairCost: Float64Array;

  constructor(frame: PatrolFrame) {
    this.frame = frame;
    const stops = frame.tokenCount + 2 * frame.unitCount;
    this.next = new Int32Array(stops).fill(-1);
    this.prev = new Int32Array(stops).fill(-1);
    this.unitOf = new Int32Array(stops).fill(-1);
    this.rank = new Int32Array(stops);
    this.begin = new Float64Array(stops);
    this.stay = new Float64Array(stops);
    this.latest = new Float64Array(stops);
    this.share = new Float64Array(stops);
    this.pinned = new Uint8Array(stops);
    this.openFrom = new Int32Array(frame.unitCount);
    this.visits = new Int32Array(frame.placeCount);
    this.travelSeconds = new Float64Array(frame.unitCount);
    this.pairCost = new Float64Array(frame.unitCount);
    for (let unit = 0; unit < frame.unitCount; unit++) this.#open(unit);
  }

  #open(unit: number): void {
    const [start, end] = [this.startOf(unit), this.startOf(unit) + 1];
    this.next[start] = end;
    this.prev[end] = start;
    this.unitOf[start] = this.unitOf[end] = unit;
    this.openFrom[unit] = start;
    this.refresh(unit);
  }

  /** The first stop of a unit; its last one follows it in number. */
  startOf(unit: number): number {
    return this.frame.tokenCount + 2 * unit;
  }

  isEmpty(unit: number): boolean {
    const start = this.startOf(unit);
    return this.next[start] === start + 1;
  }

  /** Makes these routes what others of the same frame are. */
  copy(other: PatrolRoutes): void {
    this.next.set(other.next);
    this.prev.set(other.prev);
    this.unitOf.set(other.unitOf);
    this.rank.set(other.rank);
    this.begin.set(other.begin);
    this.stay.set(other.stay);
    this.latest.set(other.latest);
    this.share.set(other.share);
    this.pinned.set(other.pinned);
    this.openFrom.set(other.openFrom);
    this.visits.set(other.visits);
    this.travelSeconds.set(other.travelSeconds);
    this.pairCost.set(other.pairCost);
  }

  /** A token of a place that is not used, -1 if there is none. */
  freeToken(place: number): number {
    const { firstToken } = this.frame;
    for (let token = firstToken[place]!; token < firstToken[place + 1]!; token++)
      if (this.unitOf[token] === -1) return token;
    return -1;
  }

  /** Puts a free token behind a stop; `refresh` its unit then. */
  link(token: number, after: number): void {
    const before = this.next[after]!;
    this.next[after] = token;
    this.prev[token] = after;
    this.next[token] = before;
    this.prev[before] = token;
    this.unitOf[token] = this.unitOf[after]!;
    this.rank[token] = this.rank[after]! + 1;
    const place = this.frame.nodeOf[token]!;
    this.visits[place] = this.visits[place]! + 1;
  }

  /** Takes a token out of its route; `refresh` its unit then. */
  unlink(token: number): void {
    const [after, before] = [this.prev[token]!, this.next[token]!];
    this.next[after] = before;
    this.prev[before] = after;
    this.unitOf[token] = -1;
    const place = this.frame.nodeOf[token]!;
    this.visits[place] = this.visits[place]! - 1;
    if (this.visits[place]! > 0) this.#refreshOthers(place, this.unitOf[after]!);
  }

  /** Puts the stops of a unit from `after` on into this order; `refresh` it then. */
  setOrder(after: number, order: Int32Array, count: number): void {
    let at = after;
    for (let i = 0; i < count; i++) {
      const stop = order[i]!;
      this.next[at] = stop;
      this.prev[stop] = at;
      this.rank[stop] = this.rank[at]! + 1;
      at = stop;
    }
    const end = this.startOf(this.unitOf[after]!) + 1;
    this.next[at] = end;
    this.prev[end] = at;
  }

  /** Sets how long a visit lasts; `refresh` its unit then. */
  setStay(token: number, seconds: number): void {
    const { nodeOf, tau, maxStay } = this.frame;
    const place = nodeOf[token]!;
    this.stay[token] = seconds;
    this.share[token] =
      tau[place] === 0 ? 1 : 1 - Math.exp(-Math.min(seconds, maxStay[place]!) / tau[place]!);
  }

  /** Counts a unit's times anew; false if the route is not possible, and its times are then nonsense until it is one again. */
  refresh(unit: number): boolean {
    if (!this.#forward(unit)) return false;
    this.#backward(unit);
    this.#refreshSharing(unit);
    return true;
  }

  #forward(unit: number): boolean {
    const { frame, next, begin, stay, rank } = this;
    const [travel, size, nodeOf] = [frame.travel[unit]!, frame.nodeCount, frame.nodeOf];
    const [start, end] = [this.startOf(unit), this.startOf(unit) + 1];
    this.travelSeconds[unit] = this.pairCost[unit] = 0;
    begin[start] = frame.shiftStart[unit]!;
    if (next[start] === end) return true;
    let at = start;
    let position = 0;
    let travelled = 0;
    let pairs = 0;
    for (let stop = next[start]!; ; stop = next[stop]!) {
      const arc = nodeOf[at]! * size + nodeOf[stop]!;
      const ready = begin[at]! + stay[at]! + travel[arc]!;
      travelled += travel[arc]!;
      if (frame.pairCost) pairs += frame.pairCost[arc]!;
      rank[stop] = ++position;
      const isPlain = stop === end || frame.isPlain[nodeOf[stop]!] === 1;
      begin[stop] = isPlain ? ready : this.earliest(nodeOf[stop]!, ready, stay[stop]!, unit, position - 1);
      if (stop === end) break;
      at = stop;
    }
    this.travelSeconds[unit] = travelled;
    this.pairCost[unit] = pairs;
    return begin[end]! <= frame.shiftEnd[unit]!;
  }

  #backward(unit: number): void {
    const { frame, prev, stay, latest, rank } = this;
    const [travel, size, nodeOf] = [frame.travel[unit]!, frame.nodeCount, frame.nodeOf];
    const [start, end] = [this.startOf(unit), this.startOf(unit) + 1];
    latest[end] = frame.shiftEnd[unit]!;
    if (prev[end] === start) return;
    for (let stop = prev[end]!, behind = end; stop !== start; behind = stop, stop = prev[stop]!) {
      const place = nodeOf[stop]!;
      const limit = latest[behind]! - travel[place * size + nodeOf[behind]!]! - stay[stop]!;
      latest[stop] =
        frame.isPlain[place] === 1 ? limit : this.#latest(place, limit, stay[stop]!, unit, rank[stop]!);
    }
  }

  /** Other units that visit places of this one: what is latest to them may have changed. */
  #refreshSharing(unit: number): void {
    const { frame, next, visits } = this;
    for (let stop = next[this.startOf(unit)]!; stop < frame.tokenCount; stop = next[stop]!) {
      const place = frame.nodeOf[stop]!;
      if (visits[place]! > 1) this.#refreshOthers(place, unit);
    }
  }

  #refreshOthers(place: number, unit: number): void {
    const { firstToken } = this.frame;
    for (let other = firstToken[place]!; other < firstToken[place + 1]!; other++)
      if (this.unitOf[other]! >= 0 && this.unitOf[other] !== unit) this.#backward(this.unitOf[other]!);
  }

  /**
   * Earliest begin, not before `ready`, of a visit of `stay` seconds behind position `rank` of a unit's route, infinite if there is none: in a window,
   * and the gap away from earlier visits of the route and from those of other units.
   */
  earliest(place: number, ready: number, stay: number, unit: number, rank: number): number {
    let begin = ready;
    for (;;) {
      const inWindow = this.#intoWindow(place, begin, stay);
      const clear = this.#clearOfOthers(place, inWindow, stay, unit, rank);
      if (clear === inWindow) return clear;
      begin = clear;
    }
  }

  #intoWindow(place: number, ready: number, stay: number): number {
    const windows = this.frame.windows[place]!;
    if (!windows) return ready;
    for (let at = 0; at < windows.length; at += 2) {
      const begin = Math.max(ready, windows[at]!);
      if (begin + stay <= windows[at + 1]! + ROOM_SECONDS) return begin;
    }
    return Number.POSITIVE_INFINITY;
  }

  #clearOfOthers(place: number, ready: number, stay: number, unit: number, rank: number): number {
    if (this.visits[place] === 0 || ready === Number.POSITIVE_INFINITY) return ready;
    const { firstToken, gap } = this.frame;
    let begin = ready;
    for (let other = firstToken[place]!; other < firstToken[place + 1]!; other++) {
      if (this.unitOf[other] === -1) continue;
      const cleared = this.begin[other]! + this.stay[other]! + gap[place]!;
      if (begin >= cleared - ROOM_SECONDS) continue;
      const isBefore = this.unitOf[other] === unit && this.rank[other]! <= rank;
      const isInTheWay =
        this.unitOf[other] !== unit && begin + stay + gap[place]! > this.begin[other]! + ROOM_SECONDS;
      if (isBefore || isInTheWay) begin = cleared;
    }
    return begin;
  }

  /** Latest begin, not after `limit`, as `earliest`; the gap is kept to later visits of the route at their latest. */
  #latest(place: number, limit: number, stay: number, unit: number, rank: number): number {
    let begin = limit;
    for (;;) {
      const inWindow = this.#backIntoWindow(place, begin, stay);
      const clear = this.#backClearOfOthers(place, inWindow, stay, unit, rank);
      if (clear === inWindow) return clear;
      begin = clear;
    }
  }

  #backIntoWindow(place: number, limit: number, stay: number): number {
    const windows = this.frame.windows[place]!;
    if (!windows) return limit;
    for (let at = windows.length - 2; at >= 0; at -= 2) {
      const begin = Math.min(limit, windows[at + 1]! - stay);
      if (begin >= windows[at]! - ROOM_SECONDS) return begin;
    }
    return Number.NEGATIVE_INFINITY;
  }

  #backClearOfOthers(place: number, limit: number, stay: number, unit: number, rank: number): number {
    if (this.visits[place]! < 2 || limit === Number.NEGATIVE_INFINITY) return limit;
    const { firstToken, gap } = this.frame;
    let begin = limit;
    for (let other = firstToken[place]!; other < firstToken[place + 1]!; other++) {
      if (this.unitOf[other] === -1) continue;
      const isOwn = this.unitOf[other] === unit;
      if (isOwn && this.rank[other]! <= rank) continue;
      const until = (isOwn ? this.latest[other]! : this.begin[other]!) - gap[place]! - stay;
      if (begin <= until + ROOM_SECONDS) continue;
      const isPast = !isOwn && begin >= this.begin[other]! + this.stay[other]! + gap[place]! - ROOM_SECONDS;
      if (!isPast) begin = until;
    }
    return begin;
  }

  /** Whether a visit that begins and stays so, behind position `rank`, leaves later visits of the place in the same route possible. */
  leavesGap(place: number, begin: number, stay: number, unit: number, rank: number): boolean {
    if (this.visits[place] === 0) return true;
    const { firstToken, gap } = this.frame;
    for (let other = firstToken[place]!; other < firstToken[place + 1]!; other++)
      if (
        this.unitOf[other] === unit &&
        this.rank[other]! > rank &&
        begin + stay + gap[place]! > this.latest[other]! + ROOM_SECONDS
      )
        return false;
    return true;
  }
}
