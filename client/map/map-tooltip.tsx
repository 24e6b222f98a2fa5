import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Incident } from '../../core/contract/incident.ts';
import { useLive } from '../live/use-live.ts';
import { isOpen } from '../state/incident-filter.ts';
import { formatNumber } from '../ui/format.ts';
import { useThingWords } from '../ui/thing-words.ts';
import { priorityKey } from '../ui/words/graded.ts';
import { mapState, type Pointer } from './map-state.ts';

/** The name and state of the symbol under the pointer. */
export function MapTooltip() {
  const { pointer } = useSyncExternalStore(mapState.subscribe, mapState.get);
  if (pointer?.thing) return <Tooltip thing={pointer.thing} x={pointer.x} y={pointer.y} />;
  return pointer?.told ? <Tip {...pointer}>{pointer.told}</Tip> : null;
}

function Tip({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  return (
    <div
      className="map-tooltip"
      style={{ transform: `translate(${x + 14}px, ${y + 12}px)` }}
      aria-hidden="true"
    >
      {children}
    </div>
  );
}

function Tooltip({ thing, x, y }: { thing: NonNullable<Pointer['thing']>; x: number; y: number }) {
  const { title, state } = useThingWords();
  const feature = useLive(thing.noun).get(thing.id);
  if (!feature) return null;
  return (
    <Tip x={x} y={y}>
      {thing.count > 1 ? (
        <CountWords count={thing.count} first={feature as Incident} />
      ) : (
        <>
          <b>{title(thing.noun, feature)}</b> <span className="muted">{state(thing.noun, feature)}</span>
        </>
      )}
    </Tip>
  );
}

/** How many incidents are drawn as one, and how urgent the first of them is; all of them are open, or none. */
function CountWords({ count, first }: { count: number; first: Incident }) {
  const { t } = useTranslation();
  const n = formatNumber(count);
  return (
    <>
      <b>{isOpen(first.properties) ? t('map.countOpen', { n }) : t('map.countDone', { n })}</b>{' '}
      <span className="muted">
        {t('map.countWorst', { priority: t(priorityKey(first.properties.priority)) })}
      </span>
    </>
  );
}
