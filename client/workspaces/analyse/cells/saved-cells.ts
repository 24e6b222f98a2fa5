import type { CellsChoice as SavedCells } from '../../../../core/contract/analysis.ts';
import type { Cells } from '../../../../core/hotspot/cells.ts';
import type { CellsChoice } from './cells-choice.ts';

/** The cells of a result as a record has them, with what was suggested filled in. */
export function savedCells(cells: Cells, { ground }: CellsChoice): SavedCells {
  return cells.kind === 'metric'
    ? { kind: 'metric', metres: cells.grid.cellMetres, ground }
    : { kind: 'plan', ground };
}
