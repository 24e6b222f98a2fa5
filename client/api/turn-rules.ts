import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Bbox } from '../../core/contract/geometry.ts';
import type { TurnRules } from '../../core/contract/turn-rule.ts';
import { request } from './client.ts';

/** Squares of the ground that are asked for whole, so that a short pan asks for nothing. */
const SQUARE_DEGREES = 0.02;

/** The rules of turns in a box, degrees, and some beyond it; without one none. They change with the roads only, of which the log tells. */
export const turnRulesQuery = (box: Bbox | undefined) => {
  const bbox = box
    ?.map((one, i) => (i < 2 ? Math.floor(one / SQUARE_DEGREES) : Math.ceil(one / SQUARE_DEGREES)))
    .map((squares) => (squares * SQUARE_DEGREES).toFixed(2))
    .join();
  return queryOptions({
    queryKey: ['turn-rules', bbox],
    queryFn: ({ signal }) => request<TurnRules>(`/api/turn-rules?bbox=${bbox}`, { signal }),
    enabled: bbox !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
  });
};
