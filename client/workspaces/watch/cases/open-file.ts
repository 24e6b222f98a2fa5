import type { Case } from '../../../../core/contract/case.ts';
import type { Risk } from '../../../../core/contract/risk.ts';
import { mapHost } from '../../../map/map-host.ts';
import { select } from '../../../state/selection.ts';
import { viewStore } from '../../../state/view.ts';
import { placeOf } from '../place-of.ts';

/** Closes the page, opens the file beside the map and goes to its place. */
export function openFile(noun: 'cases' | 'risks', file: Case | Risk): void {
  viewStore.set({ page: null });
  select(noun, file.id);
  const place = placeOf(noun, file, new Map());
  if (place) mapHost.flyTo(place);
}
