import { queryOptions, useMutation } from '@tanstack/react-query';
import type { Closure, ClosureInput, Closures, RoadHere } from '../../core/contract/closure.ts';
import { queryClient, request } from './client.ts';

/** Roads that are closed or will be. Asked again as the log tells, and now and then for what ends by itself. */
export const closuresQuery = queryOptions({
  queryKey: ['closures'],
  queryFn: () => request<Closures>('/api/closures'),
  refetchInterval: 60_000,
});

/** The road at a place, degrees. */
export function roadAt({ lng, lat }: { lng: number; lat: number }): Promise<RoadHere> {
  return request<RoadHere>(`/api/closures/road?lng=${lng.toFixed(7)}&lat=${lat.toFixed(7)}`);
}

/** Closes a road. `key` is the same for every try of one form. */
export function useCloseRoad() {
  return useMutation({
    mutationFn: ({ input, key }: { input: ClosureInput; key: string }) =>
      request<Closure>('/api/closures', { method: 'POST', json: input, idempotencyKey: key }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: closuresQuery.queryKey }),
  });
}

export function useOpenRoad() {
  return useMutation({
    mutationFn: ({ id, properties }: Closure) =>
      request<Closure>(`/api/closures/${id}/lift`, { method: 'POST', ifMatch: properties.version }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: closuresQuery.queryKey }),
  });
}
