import type { PatrolProblem } from './patrol-problem.ts';

/**
 * A team orienteering instance as Chao, Golden and Wasil (1996) published theirs, sets 1 to 7: `n`, `m` and `tmax` with the number of points, of
 * routes and the most length of each, then `x y score` for each point, the first of which is the start and the last the end of all
 * routes; apart by blanks, tabs, commas or semicolons. Distances are Euclidean and stand for seconds. Throws a SyntaxError that
 * names the line.
 */
export function readChaoInstance(text: string): PatrolProblem {
  const lines = text.split(/\r?\n/).map((line) => line.split(/[\s,;]+/).filter(Boolean));
  const [count, routes, most] = ['n', 'm', 'tmax'].map((name, at) => headOf(lines, name, at)) as [
    number,
    number,
    number,
  ];
  if (!(Number.isInteger(count) && count >= 2))
    throw new SyntaxError('n must be a whole number of 2 or more: the first point and the last.');
  if (!(Number.isInteger(routes) && routes >= 1 && routes <= count))
    throw new SyntaxError('m must be a whole number of 1 or more, at most n.');
  const points = lines
    .map((cells, at) => ({ cells, at }))
    .slice(3)
    .filter(({ cells }) => cells.length > 0)
    .map(({ cells, at }) => pointOf(cells, at));
  if (points.length !== count) throw new SyntaxError(`n is ${count}, but there are ${points.length} points.`);
  return problemOf(points, routes, most);
}

type Point = readonly [x: number, y: number, score: number];

function headOf(lines: readonly (readonly string[])[], name: string, at: number): number {
  const [word, text, ...more] = lines[at] ?? [];
  const value = Number(text);
  if (
    word?.toLowerCase() !== name ||
    text === undefined ||
    more.length > 0 ||
    !(value >= 0 && value < Number.POSITIVE_INFINITY)
  )
    throw new SyntaxError(`Line ${at + 1} must be "${name}" and a number.`);
  return value;
}

function pointOf(cells: readonly string[], at: number): Point {
  const numbers = cells.map(Number);
  if (numbers.length !== 3 || numbers.some((one) => !Number.isFinite(one)))
    throw new SyntaxError(`Line ${at + 1} must be three numbers: x, y and score.`);
  if (numbers[2]! < 0) throw new SyntaxError(`Line ${at + 1} has a score below 0.`);
  return numbers as unknown as Point;
}

function problemOf(points: readonly Point[], routes: number, most: number): PatrolProblem {
  const last = points.length - 1;
  return {
    places: points.slice(1, last).map(([, , score], at) => ({
      id: String(at + 1),
      node: at + 1,
      visitWeights: [score],
      minStaySeconds: 0,
      maxStaySeconds: 0,
      tauSeconds: null,
      windows: [],
      required: false,
      forbidden: false,
      gapSeconds: 0,
      lastLeftSeconds: null,
    })),
    units: Array.from({ length: routes }, (_, unit) => ({
      id: String(unit + 1),
      vehicle: 'line',
      startNode: 0,
      endNode: last,
      startSeconds: 0,
      shiftSeconds: most,
      allowedPlaces: null,
      pin: null,
    })),
    travelSeconds: { line: points.map(([x, y]) => points.map(([u, v]) => Math.hypot(x - u, y - v))) },
    stayStepSeconds: 1,
    repeats: [],
  };
}
