import { isSetAside } from '../../../core/live/alarm.ts';
import type { LiveFeature } from '../../live/live-diff.ts';
import { byZoom, type MapSymbol } from './symbol.ts';

type Alarm = LiveFeature<'alarms'>;
interface Place {
  lng: number;
  lat: number;
}

/**
 * Alarms as rings with a badge of their priority round what they are about: double and flashing while unacknowledged, broken when
 * over but not seen, single once acknowledged. What was put aside is not drawn. Alarms of units are those of `ofUnits`.
 */
export function alarmSymbols(alarms: Iterable<Alarm>, zoom: number): MapSymbol[] {
  return [...alarms].flatMap((alarm) => {
    if (alarm.properties.subjectNoun === 'units' || !alarm.geometry) return [];
    const [lng, lat] = alarm.geometry.coordinates;
    return symbolOf(alarm, { lng, lat }, zoom);
  });
}

/** Alarms of units where the units are now; where they were raised when that is not known. */
export function unitAlarmSymbols(
  alarms: Iterable<Alarm>,
  places: ReadonlyMap<string, Place>,
  zoom: number,
): MapSymbol[] {
  return [...alarms].flatMap((alarm) => {
    const { subjectNoun, subjectId } = alarm.properties;
    if (subjectNoun !== 'units') return [];
    const [lng, lat] = alarm.geometry?.coordinates ?? [];
    const place =
      places.get(subjectId) ?? (lng !== undefined && lat !== undefined ? { lng, lat } : undefined);
    return place ? symbolOf(alarm, place, zoom) : [];
  });
}

/** Whether a symbol is of an alarm that nobody has acknowledged while it lasts. */
export function isFlashing({ noun, icon }: MapSymbol): boolean {
  return noun === 'alarms' && icon.endsWith('-new');
}

function symbolOf({ id, properties }: Alarm, { lng, lat }: Place, zoom: number): MapSymbol[] {
  const { state, priority } = properties;
  if (isSetAside(state)) return [];
  const look = state === 'unacknowledged' ? 'new' : state === 'acknowledged' ? 'known' : 'over';
  const size = byZoom(zoom, [9, look === 'new' ? 28 : 22], [15, 42]);
  const icon = `alarm-${priority}-${look}`;
  return [
    { noun: 'alarms', id, lng, lat, icon, size, angle: 0, rank: priority - (look === 'new' ? 0.5 : 0) },
  ];
}
