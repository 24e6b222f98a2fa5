import { useSyncExternalStore } from 'react';
import { useLive } from '../live/use-live.ts';
import { useThingWords } from '../ui/thing-words.ts';
import { mapState, type Pointer } from './map-state.ts';

/** The name and state of the symbol under the pointer. */
export function MapTooltip() {
  const { pointer } = useSyncExternalStore(mapState.subscribe, mapState.get);
  return pointer?.thing ? <Tooltip thing={pointer.thing} x={pointer.x} y={pointer.y} /> : null;
}

function Tooltip({ thing, x, y }: { thing: NonNullable<Pointer['thing']>; x: number; y: number }) {
  const { title, state } = useThingWords();
  const feature = useLive(thing.noun).get(thing.id);
  if (!feature) return null;
  return (
    <div
      className="map-tooltip"
      style={{ transform: `translate(${x + 14}px, ${y + 12}px)` }}
      aria-hidden="true"
    >
      <b>{title(thing.noun, feature)}</b> <span className="muted">{state(thing.noun, feature)}</span>
    </div>
  );
}
