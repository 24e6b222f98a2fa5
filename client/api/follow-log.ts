import type { LoggedNoun } from '../../core/contract/live.ts';
import { liveSet } from '../live/live-set.ts';
import { queryClient } from './client.ts';

/** Nouns whose queries, which begin with their name, are asked again as soon as the log tells of a change. */
const FOLLOWED: readonly LoggedNoun[] = ['closures', 'patrol_plans', 'patrol_templates'];

/** Keeps what was asked of these nouns as the log tells. Answers how to stop. */
export function followLog(): () => void {
  return liveSet.onLogged((nouns) => {
    for (const noun of nouns)
      if (FOLLOWED.includes(noun)) void queryClient.invalidateQueries({ queryKey: [noun] });
  });
}
