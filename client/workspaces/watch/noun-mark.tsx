import type { LiveNoun } from '../../../core/contract/live.ts';
import type { Net } from '../../../core/vocabulary.ts';
import { Icon } from '../../ui/icon.tsx';
import { NetMark, PriorityMark } from '../../ui/symbol.tsx';

const NET_OF_NOUN: Record<Exclude<LiveNoun, 'incidents' | 'routes' | 'alarms' | 'geofences'>, Net> = {
  units: 'street',
  posts: 'community',
  checkpoints: 'checkpoint',
  institutions: 'institution',
  devices: 'technology',
};

/** The symbol of a kind of thing, as on the map. */
export function NounMark({ noun }: { noun: LiveNoun }) {
  if (noun === 'incidents') return <PriorityMark priority={1} size={20} />;
  if (noun === 'alarms') return <Icon name="bell" size={20} />;
  if (noun === 'geofences') return <Icon name="fence" size={20} />;
  if (noun !== 'routes') return <NetMark net={NET_OF_NOUN[noun]} />;
  return (
    <svg className="mark net-street" width={20} height={20} viewBox="-10 -10 20 20" aria-hidden="true">
      <path
        d="M-7,5L-2,-4L3,3L7,-5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  );
}
