import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Dosage, PlaceVisits } from '../../core/contract/dosage.ts';
import type { RoadsNotDriven, StreetCoverage } from '../../core/contract/street-coverage.ts';
import type { CoveragePeriod, DosagePeriod, DosageSubject } from '../../core/patrol/look-back.ts';
import { request } from './client.ts';

/** The server goes through the positions about so often. */
const AGAIN_MS = 20_000;

/** What patrols gave each place of an area, asked again while somebody looks. */
export const dosageQuery = (period: DosagePeriod, by: DosageSubject, within: string) =>
  queryOptions({
    queryKey: ['dosage', period, by, within],
    queryFn: ({ signal }) =>
      request<Dosage>(`/api/dosage?period=${period}&by=${by}&within=${within}`, { signal }),
    refetchInterval: AGAIN_MS,
    placeholderData: keepPreviousData,
  });

/** The last visits of one place. */
export const placeVisitsQuery = (kind: string, id: string) =>
  queryOptions({
    queryKey: ['dosage', 'visits', kind, id],
    queryFn: ({ signal }) => request<PlaceVisits>(`/api/dosage/${kind}/${id}/visits`, { signal }),
    refetchInterval: AGAIN_MS,
  });

/** How much of the roads of an area was driven. */
export const streetCoverageQuery = (period: CoveragePeriod, level: 'street' | 'community', within: string) =>
  queryOptions({
    queryKey: ['street-coverage', period, level, within],
    queryFn: ({ signal }) =>
      request<StreetCoverage>(`/api/street-coverage?period=${period}&level=${level}&within=${within}`, {
        signal,
      }),
    refetchInterval: 3 * AGAIN_MS,
    placeholderData: keepPreviousData,
  });

/** Its roads that were not. */
export const roadsNotDrivenQuery = (period: CoveragePeriod, within: string) =>
  queryOptions({
    queryKey: ['street-coverage', 'not-driven', period, within],
    queryFn: ({ signal }) =>
      request<RoadsNotDriven>(`/api/street-coverage/not-driven?period=${period}&within=${within}`, {
        signal,
      }),
    staleTime: 3 * AGAIN_MS,
  });
