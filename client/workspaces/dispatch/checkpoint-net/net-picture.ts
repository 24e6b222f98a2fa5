import type { CheckpointNet, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
import type { CrossingLeaves } from '../../../../core/cordon/checkpoint-net.ts';
import type { NetList } from '../../../state/dispatch-view.ts';
import type { OverFeature, OverTone } from '../../../state/over-picture.ts';
import { placeId, placeOf } from './net-model.ts';

const LEAVES_TONE: Record<CrossingLeaves, OverTone> = {
  free: 'bad',
  past_open: 'warn',
  guarded: 'muted',
  not_now: 'muted',
};

/** How it is looked at. `rank`: what is written beside the nth checkpoint, whose own symbol lies over its disc. */
interface Look {
  list: NetList;
  of: string | null;
  rank: (n: number) => string;
}

/** While nothing is open the roads to close at least; crossings without a checkpoint, and checkpoints; those of the list that is shown with their numbers in it, on top. */
export function netPicture(
  { checkpoints, least }: CheckpointNet,
  bare: readonly NetCrossing[],
  { list, of, rank }: Look,
): OverFeature[] {
  const ofCrossings = bare.map(({ place, leaves }, i) => {
    const label = list === 'crossings' ? String(i + 1) : undefined;
    return disc(placeId(place), place, LEAVES_TONE[leaves], label, of);
  });
  const ofCheckpoints = checkpoints.map(({ id, place, state }, i) => {
    const label = list === 'checkpoints' ? rank(i + 1) : undefined;
    return disc(id, place, state === 'open' ? 'warn' : 'good', label, of);
  });
  const [below, above] = list === 'crossings' ? [ofCheckpoints, ofCrossings] : [ofCrossings, ofCheckpoints];
  // The first of a list lies on top, and above all what is open.
  const discs = [...below.reverse(), ...above.reverse()];
  const cut = of === null ? least.cut : [];
  const lines = cut.map((geometry): OverFeature => ({ geometry, tone: 'accent', weight: 2, dashed: true }));
  const [open, others] = [discs.filter(({ id }) => id === of), discs.filter(({ id }) => id !== of)];
  return [...lines, ...others, ...open, ...chosen(discs, of)];
}

function disc(
  id: string,
  geometry: NetCrossing['place'],
  tone: OverTone,
  label: string | undefined,
  of: string | null,
): OverFeature {
  const weight = id === of ? 3 : label === undefined ? 1 : 2;
  return { id, geometry, tone, weight, ...(label === undefined ? {} : { label }) };
}

/** A place that somebody picked, which is neither. */
function chosen(discs: readonly OverFeature[], of: string | null): OverFeature[] {
  const place = placeOf(of);
  if (!place || discs.some(({ id }) => id === of)) return [];
  return [
    {
      geometry: { type: 'Point', coordinates: [place.lng, place.lat] },
      tone: 'accent',
      label: '×',
      weight: 3,
    },
  ];
}
