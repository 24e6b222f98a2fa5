import type { Analysis } from '../../../../core/contract/analysis.ts';
import { viewStore } from '../../../state/view.ts';
import { encodeView } from '../../../state/view-codec.ts';
import { viewOfRecord } from './record-view.ts';

/** A link that opens a saved result. */
export function linkToRecord(record: Analysis, scopeCode: string): string {
  return `?${encodeView(viewOfRecord(record, scopeCode, viewStore.get()))}`;
}

export function openRecord(record: Analysis, scopeCode: string): void {
  viewStore.set(viewOfRecord(record, scopeCode, viewStore.get()));
}
