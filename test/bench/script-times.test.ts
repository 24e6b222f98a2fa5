import { expect, it } from 'vitest';
import { scriptTimes, type TraceEvent } from '../../bench/script-times.ts';

const at = (ms: number, name: string, dur: number, more: Partial<TraceEvent> = {}): TraceEvent => ({
  name,
  pid: 1,
  tid: 1,
  ts: ms * 1000,
  dur: dur * 1000,
  ...more,
});
const event = (ms: number, type: string, dur: number) =>
  at(ms, 'EventDispatch', dur, { args: { data: { type } } });

it('counts script from move to move: each moment once, of the main thread alone, painting not at all', () => {
  const times = scriptTimes([
    at(0, 'TimerFire', 5),
    event(10, 'pointermove', 1),
    event(11, 'mousemove', 4),
    at(12, 'FunctionCall', 2),
    at(16, 'FireAnimationFrame', 3),
    at(20, 'Paint', 30),
    at(17, 'FunctionCall', 9, { tid: 2 }),
    event(100, 'pointermove', 1),
    event(101, 'mousemove', 6),
  ]);
  expect(times).toEqual([
    { pointerMs: 5, frameMs: 3, scriptMs: 8 },
    { pointerMs: 7, frameMs: 0, scriptMs: 7 },
  ]);
});
