import type { CheckpointNet, NetCheckpoint, NetCrossing } from '../../../../core/contract/checkpoint-net.ts';
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

/** Crossings without a checkpoint and checkpoints; those of the list that is shown with their numbers in it, on top. */
export function netPicture(
  { checkpoints }: CheckpointNet,
  bare: readonly NetCrossing[],
  list: NetList,
  of: string | null,
): OverFeature[] {
  const crossingDiscs = bare.map((one, i) => crossingDisc(one, list === 'crossings' ? i + 1 : null, of));
  const checkpointDiscs = checkpoints.map((one, i) =>
    checkpointDisc(one, list === 'checkpoints' ? i + 1 : null, of),
  );
  const discs =
    list === 'crossings'
      ? [...checkpointDiscs.reverse(), ...crossingDiscs.reverse()]
      : [...crossingDiscs.reverse(), ...checkpointDiscs.reverse()];
  return [
    ...discs.filter(({ id }) => id !== of),
    ...discs.filter(({ id }) => id === of),
    ...chosen(discs, of),
  ];
}

function crossingDisc({ place, leaves }: NetCrossing, number: number | null, of: string | null): OverFeature {
  const id = placeId(place);
  return disc(id, place, LEAVES_TONE[leaves], number, of);
}

function checkpointDisc(
  { id, place, state }: NetCheckpoint,
  number: number | null,
  of: string | null,
): OverFeature {
  return disc(id, place, state === 'open' ? 'warn' : 'good', number, of);
}

function disc(
  id: string,
  geometry: NetCrossing['place'],
  tone: OverTone,
  number: number | null,
  of: string | null,
): OverFeature {
  const weight = id === of ? 3 : number === null ? 1 : 2;
  return { id, geometry, tone, weight, ...(number === null ? {} : { label: String(number) }) };
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
