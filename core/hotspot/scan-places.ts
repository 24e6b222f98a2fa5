/** Incidents put together at places, as the scan needs them. */
import type { ScanCases } from './scan-frame.ts';

/**
 * The incidents in each square of `cellMetres` make a place, which lies in their middle: circles then hold incidents, not empty ground. `x` and `y`
 * in metres of any plane; `day` of each incident, 0 to `days - 1`. Places go by rows of squares from the south-west, cases within a place by their order.
 */
export function scanCases(
  x: Float64Array,
  y: Float64Array,
  day: Uint16Array,
  days: number,
  cellMetres: number,
): ScanCases {
  const squareOf = (i: number): [row: number, column: number] => [
    Math.floor(y[i]! / cellMetres),
    Math.floor(x[i]! / cellMetres),
  ];
  const squares = Array.from(x, (_, i) => squareOf(i));
  const order = Array.from(x.keys()).sort(
    (a, b) => squares[a]![0] - squares[b]![0] || squares[a]![1] - squares[b]![1] || a - b,
  );
  const isSame = (a: number, b: number) =>
    squares[a]![0] === squares[b]![0] && squares[a]![1] === squares[b]![1];
  const starts = order.flatMap((i, at) => (at > 0 && isSame(i, order[at - 1]!) ? [] : [at]));
  starts.push(order.length);
  const middle = (values: Float64Array) =>
    Float64Array.from({ length: starts.length - 1 }, (_, place) => {
      let sum = 0;
      for (let at = starts[place]!; at < starts[place + 1]!; at++) sum += values[order[at]!]!;
      return sum / (starts[place + 1]! - starts[place]!);
    });
  return {
    x: middle(x),
    y: middle(y),
    starts: Uint32Array.from(starts),
    day: Uint16Array.from(order, (i) => day[i]!),
    days,
  };
}
