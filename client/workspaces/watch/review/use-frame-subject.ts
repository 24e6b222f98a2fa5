import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ancestorCode, levelOfCode } from '../../../../core/contract/area-code.ts';
import type { Bbox } from '../../../../core/contract/geometry.ts';
import type { Review, ReviewEntry, ReviewTrack } from '../../../../core/contract/review.ts';
import { equalMoments, keyMoments } from '../../../../core/review/moments.ts';
import { areaNamesQuery, gridsQuery } from '../../../api/areas.ts';
import { encodeSubject, type ReviewSubject } from '../../../state/review-subject.ts';
import type { Selection } from '../../../state/view-state.ts';
import { incidentBox } from './frame-box.ts';
import { frameStore } from './frame-store.ts';

const STEPS = 4;
/** So near to the present nothing is settled yet. */
const PRESENT_MS = 10_000;

/** What the frames of a review show: its box, and what is ringed. Plans the frames of a review that is new. */
export function useFrameSubject(
  subject: ReviewSubject,
  review: Review,
  entries: readonly ReviewEntry[],
  tracks: readonly ReviewTrack[] | undefined,
): { bbox: Bbox | null; selection: Selection | null } {
  const { incident, areaCode, from, to, asOf } = review;
  const areaBox = useAreaBox(areaCode);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each review
  useEffect(() => {
    const latestMs = Date.parse(asOf) - PRESENT_MS;
    const moments = incident
      ? keyMoments(entries, incident.id)
      : equalMoments(Date.parse(from), Math.min(Date.parse(to), latestMs), STEPS);
    frameStore.plan(
      encodeSubject(subject),
      moments.filter(({ atMs }) => atMs <= latestMs && atMs >= Date.parse(from)),
    );
  }, [review]);
  if (!incident) return { bbox: areaBox, selection: null };
  const [lng, lat] = incident.geometry.coordinates;
  return {
    bbox: incidentBox([lng, lat], tracks ?? []),
    selection: { noun: 'incidents', id: incident.id },
  };
}

function useAreaBox(code: string): Bbox | null {
  const { data: names } = useQuery(areaNamesQuery);
  const isGrid = levelOfCode(code) === 'grid';
  const community = ancestorCode(code, 'community') ?? '';
  const { data: grids } = useQuery({ ...gridsQuery(community), enabled: isGrid });
  const bbox =
    names?.get(code)?.bbox ?? grids?.find(({ properties }) => properties.code === code)?.properties.bbox;
  return (bbox as Bbox | undefined) ?? null;
}
