import { useQuery } from '@tanstack/react-query';
import { publicationCheckQuery } from '../../../api/publications.ts';
import { useDraft } from '../../../planning/use-draft.ts';

/** What stands in the way of the open draft as it is now. */
export function useCheck() {
  const id = useDraft((state) => state.draft?.id ?? '');
  const version = useDraft((state) => state.draft?.version ?? 0);
  const seq = useDraft((state) => state.steps.at(-1)?.seq ?? 0);
  return useQuery({ ...publicationCheckQuery(id, `${seq} ${version}`), enabled: id !== '' });
}
