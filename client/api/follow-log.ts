import type { LoggedNoun } from '../../core/contract/live.ts';
import { liveSet } from '../live/live-set.ts';
import { queryClient } from './client.ts';

/** What was asked of nouns outside the live set, by the beginning of its key: asked again as soon as the log tells of a change. */
const FOLLOWED: Partial<Record<LoggedNoun, readonly (readonly string[])[]>> = {
  alarm_rules: [['alarm-rules']],
  closures: [['closures'], ['checkpoint-net']],
  cordons: [['cordons']],
  imports: [['checkpoint-net'], ['turn-rules']],
  patrol_plans: [['patrol-plans', 'list']],
  patrol_strayings: [['running-rounds']],
  patrol_templates: [['patrol-templates']],
  skill_needs: [['skill-needs']],
};

/** Keeps that as the log tells. Answers how to stop. */
export function followLog(): () => void {
  return liveSet.onLogged((nouns) => {
    for (const noun of nouns)
      for (const queryKey of FOLLOWED[noun] ?? []) void queryClient.invalidateQueries({ queryKey });
  });
}
