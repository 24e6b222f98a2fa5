import { describe, expect, it } from 'vitest';
import {
  type FenceShape,
  type FenceWatch,
  type Fix,
  forgetUnit,
  newFenceWatch,
  setFences,
  takeFixes,
} from '../../../core/live/geofence.ts';
import { at, box, fix, told } from './fences.ts';

/** A walk along x at north 50, one fix a second, `metres` apart. */
const walk = (from: number, to: number, metres: number, startSecond = 0) =>
  Array.from({ length: Math.floor((to - from) / metres) + 1 }, (_, i) =>
    fix(startSecond + i, from + i * metres, 50),
  );

describe('a fence', () => {
  it('is entered and left once each by a unit that walks through', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    expect(told(takeFixes(watch, walk(-61, 160, 2)))).toEqual([
      ['f', 'inside', 36, false],
      ['f', 'outside', 86, false],
    ]);
  });

  it('is silent for the units that stand in it when it is drawn', () => {
    const watch = newFenceWatch();
    expect(takeFixes(watch, [fix(0, 50, 50)])).toEqual([]);
    setFences(watch, [box('f', 0, 0, 100, 100)]);
    expect(takeFixes(watch, [fix(1, 50, 50), fix(2, 51, 50)])).toEqual([]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'baseline' });
    expect(told(takeFixes(watch, walk(51, 130, 2, 3)))).toEqual([['f', 'outside', 33, false]]);
  });

  it('is silent for a unit that appears in it, and for one that comes on duty again', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    takeFixes(watch, [fix(0, -50, 50)]);
    forgetUnit(watch, 'u');
    expect(takeFixes(watch, [fix(60, 50, 50), fix(61, 50, 50, 5, 'v')])).toEqual([]);
  });

  it('keeps what it knows while others are drawn, and begins anew when its shape is changed', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    takeFixes(watch, walk(-20, 50, 2));
    setFences(watch, [box('g', 500, 0, 600, 100), box('f', 0, 0, 100, 100, 30)]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'crossing' });
    setFences(watch, [box('f', 0, 0, 90, 100)]);
    expect(takeFixes(watch, [fix(60, 50, 50)])).toEqual([]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'baseline' });
  });

  it('counts a change only once it has lasted', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100, 30)]);
    const inAndOut = [fix(0, -50, 50), fix(10, 50, 50), fix(30, 50, 50), fix(35, -50, 50)];
    expect(takeFixes(watch, inAndOut)).toEqual([]);
    const stays = [fix(40, 50, 50), fix(69, 50, 50)];
    expect(takeFixes(watch, stays)).toEqual([]);
    expect(told(takeFixes(watch, [fix(70, 50, 50)]))).toEqual([['f', 'inside', 40, false]]);
  });

  it('is not crossed by what the accuracy can not tell', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    const vague = [
      fix(0, -80, 50),
      fix(1, -80, 50),
      fix(2, 15, 50, 30),
      fix(3, 35, 50, 30),
      fix(4, 20, 50, null),
    ];
    expect(takeFixes(watch, vague)).toEqual([]);
    expect(takeFixes(watch, [fix(5, 50, 50, 400)])).toEqual([]);
    expect(told(takeFixes(watch, [fix(60, 50, 50, 5)]))).toEqual([['f', 'inside', 60, false]]);
  });

  it('sees who went right through between two fixes', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    const crossings = takeFixes(watch, [fix(0, -100, 50), fix(15, 200, 50)]);
    expect(told(crossings)).toEqual([['f', 'inside', 7.5, true]]);
    expect(watch.tracks.get('u')?.contacts.size).toBe(0);
  });

  it('does not take for a passage what cut a corner, lasted too short, leapt, or came after a silence', () => {
    const through = (fence: FenceShape, ...fixes: Fix[]) => takeFixes(newFenceWatch([fence]), fixes);
    expect(through(box('f', 0, 0, 100, 100), fix(0, -50, 45), fix(10, 55, -50))).toEqual([]);
    expect(through(box('f', 0, 0, 100, 100, 10), fix(0, -100, 50), fix(15, 200, 50))).toEqual([]);
    expect(through(box('f', 0, 0, 100, 100), fix(0, -100, 50), fix(2, 200, 50))).toEqual([]);
    expect(through(box('f', 0, 0, 100, 100), fix(0, -100, 50), fix(300, 200, 50))).toEqual([]);
  });

  it('sees who left and came back between two fixes', () => {
    const hook = { ...box('f', 0, 0, 100, 100), persistenceSeconds: 0 };
    const notch = [
      at(0, 0),
      at(100, 0),
      at(100, 100),
      at(70, 100),
      at(70, 20),
      at(30, 20),
      at(30, 100),
      at(0, 100),
      at(0, 0),
    ];
    const watch = newFenceWatch([{ ...hook, rings: [notch.flatMap(({ lng7, lat7 }) => [lng7, lat7])] }]);
    expect(told(takeFixes(watch, [fix(0, 15, 80), fix(10, 85, 80)]))).toEqual([['f', 'outside', 5, true]]);
  });

  it('takes a first fix after a long gap as it is', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100), box('g', 500, 0, 600, 100)]);
    takeFixes(watch, walk(-20, 50, 2));
    expect(takeFixes(watch, [fix(4000, 550, 50)])).toEqual([]);
    expect(watch.tracks.get('u')?.contacts.get('g')).toMatchObject({ side: 'inside', cause: 'baseline' });
    expect(watch.tracks.get('u')?.contacts.has('f')).toBe(false);
  });

  it('remembers a crossing over a gap in which the unit stayed', () => {
    const watch = newFenceWatch([box('f', 0, 0, 100, 100)]);
    takeFixes(watch, walk(-20, 50, 2));
    takeFixes(watch, [fix(9000, 60, 60)]);
    expect(watch.tracks.get('u')?.contacts.get('f')).toMatchObject({ side: 'inside', cause: 'crossing' });
  });

  it('goes on where an earlier watch stopped', () => {
    const fence = box('f', 0, 0, 100, 100);
    const first = newFenceWatch([fence]);
    takeFixes(first, walk(-60, -20, 2));
    const restored = (known: Set<string>): FenceWatch => {
      const watch = newFenceWatch([fence], known);
      for (const [id, track] of first.tracks)
        watch.tracks.set(id, { ...track, generation: 0, contacts: new Map(track.contacts) });
      return watch;
    };
    expect(told(takeFixes(restored(new Set(['f'])), [fix(40, 50, 50)]))).toEqual([
      ['f', 'inside', 40, false],
    ]);
    expect(takeFixes(restored(new Set()), [fix(40, 50, 50)])).toEqual([]);
  });
});
