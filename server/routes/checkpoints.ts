import { Checkpoint, CheckpointInput } from '../../core/contract/checkpoint.ts';
import type { Derivation, PlacedInput } from '../commands/placed.ts';
import type { Deps } from '../deps.ts';
import { CHECKPOINTS } from '../queries/nouns.ts';
import { placedRoutes } from './placed.ts';

/** `/api/checkpoints`: who may not edit places may still staff, open and close a checkpoint. */
export const checkpointRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: { table: CHECKPOINTS, action: 'edit_place', area: 'grid', feed: 'checkpoints', derive: stateSince },
    title: 'Checkpoint',
    feature: Checkpoint,
    input: CheckpointInput,
    patchAction: (patch) => (isStateOnly(patch) ? 'operate_checkpoint' : 'edit_place'),
  });

function isStateOnly({ geometry, properties = {} }: PlacedInput): boolean {
  return !geometry && Object.keys(properties).every((property) => property === 'state');
}

function stateSince({ given, before, now }: Derivation) {
  const changes = given.state !== undefined && given.state !== before?.properties.state;
  return changes ? { stateSince: now } : {};
}
