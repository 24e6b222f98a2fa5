import { describe, expect, it } from 'vitest';
import { placesAlong } from '../../../core/patrol/places-along.ts';

/** 100 m east at the equator are about 8,983 units. */
const east = (metres: number) => Math.round((metres / 111_320) * 1e7);

describe('places along a line', () => {
  it('come in the order in which it passes them, each once, and not from afar', () => {
    const line = [0, 0, east(1000), 0, east(1000), east(500), 0, east(500)];
    const places = [
      { lng7: east(200), lat7: east(480) },
      { lng7: east(600), lat7: east(60) },
      { lng7: east(100), lat7: -east(100) },
      { lng7: east(500), lat7: east(250) },
    ];
    expect(placesAlong(line, places, 150)).toEqual([2, 1, 0]);
  });

  it('are none along a line without a length', () => {
    expect(placesAlong([0, 0], [{ lng7: 0, lat7: 0 }], 150)).toEqual([]);
  });
});
