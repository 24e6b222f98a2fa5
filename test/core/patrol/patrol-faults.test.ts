import { describe, expect, it } from 'vitest';
import { patrolFaults } from '../../../core/patrol/patrol-faults.ts';
import type { PatrolPlace, PatrolProblem, PatrolUnit } from '../../../core/patrol/patrol-problem.ts';
import { lineTable, placeAt, unitAt } from './made-patrols.ts';

const PROBLEM: PatrolProblem = {
  places: [placeAt(0), placeAt(1)],
  units: [unitAt(2)],
  travelSeconds: { car: lineTable([5, 10, 0]) },
  stayStepSeconds: 60,
  repeats: [],
};
const place = (more: Partial<PatrolPlace>): PatrolProblem => ({
  ...PROBLEM,
  places: [placeAt(0, more), placeAt(1)],
});
const unit = (more: Partial<PatrolUnit>): PatrolProblem => ({ ...PROBLEM, units: [unitAt(2, more)] });
const pin = (...stops: [number, number | null][]) => ({
  stops: stops.map(([at, staySeconds]) => ({ place: at, staySeconds })),
  whole: false,
});

describe('faults of a patrol problem', () => {
  it('are none in a good one', () => {
    expect(patrolFaults(PROBLEM)).toEqual([]);
    expect(patrolFaults({ ...PROBLEM, places: [], units: [], travelSeconds: {} })).toEqual([]);
  });

  const faulty: [string, PatrolProblem][] = [
    ['stay_step', { ...PROBLEM, stayStepSeconds: Number.NaN }],
    [
      'travel_times',
      {
        ...PROBLEM,
        travelSeconds: {
          car: [
            [0, 1, 2],
            [1, 0, 2],
            [1, 2],
          ],
        },
      },
    ],
    [
      'travel_times',
      {
        ...PROBLEM,
        travelSeconds: {
          car: [
            [0, 1, 2],
            [1, 0, -2],
            [1, 2, 0],
          ],
        },
      },
    ],
    ['repeat', { ...PROBLEM, repeats: [{ from: 0, to: 2, cost: 1 }] }],
    ['place_node', place({ node: 3 })],
    ['visit_weights', place({ visitWeights: [] })],
    ['visit_weights', place({ visitWeights: [1, 2] })],
    ['stay', place({ minStaySeconds: 700 })],
    ['tau', place({ tauSeconds: 0 })],
    ['windows', place({ windows: [{ fromSeconds: 5, toSeconds: 4 }] })],
    [
      'windows',
      place({
        windows: [
          { fromSeconds: 5, toSeconds: 9 },
          { fromSeconds: 9, toSeconds: 12 },
        ],
      }),
    ],
    ['gap', place({ gapSeconds: -1 })],
    ['required_forbidden', place({ required: true, forbidden: true })],
    ['vehicle', unit({ vehicle: 'toString' })],
    ['unit_node', unit({ endNode: 1.5 })],
    ['shift', unit({ shiftSeconds: Number.POSITIVE_INFINITY })],
    ['allowed_places', unit({ allowedPlaces: [2] })],
    ['pin_place', unit({ pin: pin([2, null]) })],
    ['pin_place', unit({ pin: pin([0, null], [0, null]) })],
    ['pin_place', unit({ allowedPlaces: [1], pin: pin([0, null]) })],
    ['pin_impossible', unit({ pin: pin([0, 3001]) })],
    [
      'pin_impossible',
      {
        ...place({ windows: [{ fromSeconds: 0, toSeconds: 800 }] }),
        units: [unitAt(2, { pin: pin([0, null]) })],
      },
    ],
  ];
  it.each(faulty)('are named: %s', (kind, problem) => {
    expect(patrolFaults(problem).map((fault) => fault.kind)).toEqual([kind]);
  });
});
