import type { ReactNode } from 'react';
import type { LiveNoun } from '../../../../core/contract/live.ts';
import { viewStore } from '../../../state/view.ts';

/** Opens the thing on the map, leaving the page. */
export function SubjectLink({ noun, id, children }: { noun: LiveNoun; id: string; children: ReactNode }) {
  return (
    <button
      type="button"
      className="link-button"
      onClick={() => viewStore.set({ page: null, instant: null, selection: { noun, id } })}
    >
      {children}
    </button>
  );
}
