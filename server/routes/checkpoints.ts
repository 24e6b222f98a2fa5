import { Checkpoint, CheckpointInput } from '../../core/contract/checkpoint.ts';
import { CHECKPOINT_KIND } from '../commands/checkpoints.ts';
import type { PlacedInput } from '../commands/placed.ts';
import type { Deps } from '../deps.ts';
import { placedRoutes } from './placed.ts';

/** `/api/checkpoints`: who may not edit places may still staff, open and close a checkpoint. */
export const checkpointRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: CHECKPOINT_KIND,
    title: 'Checkpoint',
    feature: Checkpoint,
    input: CheckpointInput,
    patchAction: (patch) => (isStateOnly(patch) ? 'operate_checkpoint' : 'edit_place'),
  });

function isStateOnly({ geometry, properties = {} }: PlacedInput): boolean {
  return !geometry && Object.keys(properties).every((property) => property === 'state');
}
