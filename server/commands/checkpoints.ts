import { CHECKPOINTS } from '../queries/nouns.ts';
import type { Derivation, PlacedKind } from './placed.ts';

/** How checkpoints are changed: a new state counts from now. */
export const CHECKPOINT_KIND: PlacedKind = {
  table: CHECKPOINTS,
  action: 'edit_place',
  area: 'grid',
  feed: 'checkpoints',
  derive: stateSince,
};

function stateSince({ given, before, now }: Derivation) {
  const changes = given.state !== undefined && given.state !== before?.properties.state;
  return changes ? { stateSince: now } : {};
}
