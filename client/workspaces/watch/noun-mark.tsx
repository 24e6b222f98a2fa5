import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import type { Net } from '../../../core/vocabulary.ts';
import { Icon } from '../../ui/icon.tsx';
import { CaseMark, NetMark, PriorityMark, RiskMark } from '../../ui/symbol.tsx';

const NET_OF_NOUN: Record<
  Exclude<LiveNoun, 'incidents' | 'routes' | 'alarms' | 'geofences' | 'cases' | 'risks'>,
  Net
> = {
  units: 'street',
  posts: 'community',
  checkpoints: 'checkpoint',
  institutions: 'institution',
  devices: 'technology',
};

/** The symbol of a kind of thing, as on the map. */
export function NounMark({ noun, size = 20 }: { noun: LiveNoun; size?: number }) {
  if (noun === 'incidents') return <PriorityMark priority={1} size={size} />;
  if (noun === 'alarms') return <Icon name="bell" size={size} />;
  if (noun === 'geofences') return <Icon name="fence" size={size} />;
  if (noun === 'cases') return <CaseMark size={size} />;
  if (noun === 'risks') return <RiskMark size={size} />;
  if (noun !== 'routes') return <NetMark net={NET_OF_NOUN[noun]} size={size} />;
  return (
    <svg className="mark net-street" width={size} height={size} viewBox="-10 -10 20 20" aria-hidden="true">
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

/** The symbol of one thing: of a file what it is about and how grave, else that of its kind. */
export function ThingMark({ noun, thing }: { noun: LiveNoun; thing: LiveNouns[LiveNoun] }) {
  if (noun === 'cases') return <CaseMark kind={(thing as LiveNouns['cases']).properties.kind} />;
  if (noun === 'risks') return <RiskMark grade={(thing as LiveNouns['risks']).properties.grade} />;
  return <NounMark noun={noun} />;
}
