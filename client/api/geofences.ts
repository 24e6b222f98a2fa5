import { useMutation } from '@tanstack/react-query';
import type { Geofence, GeofenceInput } from '../../core/contract/geofence.ts';
import { request } from './client.ts';

/** Makes a geofence. `key` is the same for every try of one form, so that a repeated try makes no second one. */
export function useCreateGeofence() {
  return useMutation({
    mutationFn: ({ input, key }: { input: GeofenceInput; key: string }) =>
      request<Geofence>('/api/geofences', { method: 'POST', json: input, idempotencyKey: key }),
  });
}

/** Changes a geofence on the version that was seen: its place, its properties or both. */
export function usePatchGeofence() {
  return useMutation({
    mutationFn: ({ fence, change }: { fence: Geofence; change: Partial<GeofenceInput> }) =>
      request<Geofence>(`/api/geofences/${fence.id}`, {
        method: 'PATCH',
        ifMatch: fence.properties.version,
        json: change,
      }),
  });
}

export function useRemoveGeofence() {
  return useMutation({
    mutationFn: (fence: Geofence) =>
      request<void>(`/api/geofences/${fence.id}`, { method: 'DELETE', ifMatch: fence.properties.version }),
  });
}

/** What makes the same geofence again. */
export function inputOf({ geometry, properties }: Geofence): GeofenceInput {
  const { version, updatedAt, areaCode, ...given } = properties;
  return { geometry, properties: given };
}
