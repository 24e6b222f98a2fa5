/** An event of a browser's trace; times in microseconds. */
export interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args?: { data?: { type?: string } };
}

/** Script after one move of the pointer and before the next, milliseconds. */
export interface MoveTimes {
  /** In the handlers of the move itself. */
  pointerMs: number;
  /** In animation frames: the map's own drawing, without what the graphics process does. */
  frameMs: number;
  /** All of it, timers and messages too, each moment counted once. */
  scriptMs: number;
}

const SCRIPT = new Set(['EventDispatch', 'FireAnimationFrame', 'TimerFire', 'FunctionCall', 'RunMicrotasks']);
const MOVES = new Set(['pointermove', 'mousemove']);

/** What each move of the pointer cost the page's main thread in script, by a trace of `devtools.timeline`. */
export function scriptTimes(events: readonly TraceEvent[]): MoveTimes[] {
  const isMove = ({ name, args }: TraceEvent) =>
    name === 'EventDispatch' && MOVES.has(args?.data?.type ?? '');
  const first = events.find(isMove);
  const own = events
    .filter(({ pid, tid, name }) => pid === first?.pid && tid === first.tid && SCRIPT.has(name))
    .sort((a, b) => a.ts - b.ts);
  const starts = own.filter((event) => isMove(event) && event.args?.data?.type === 'pointermove');
  return starts.map(({ ts }, at) => {
    const until = starts[at + 1]?.ts ?? Number.POSITIVE_INFINITY;
    const within = own.filter((event) => event.ts >= ts && event.ts < until);
    return {
      pointerMs: covered(within.filter(isMove)),
      frameMs: covered(within.filter(({ name }) => name === 'FireAnimationFrame')),
      scriptMs: covered(within),
    };
  });
}

/** Milliseconds that events cover, in order of their beginnings; one within another counts once. */
function covered(events: readonly TraceEvent[]): number {
  let [sum, end] = [0, 0];
  for (const { ts, dur = 0 } of events) {
    sum += Math.max(0, ts + dur - Math.max(ts, end));
    end = Math.max(end, ts + dur);
  }
  return sum / 1000;
}
