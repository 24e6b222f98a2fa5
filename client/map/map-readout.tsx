import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatLngLat } from '../ui/format.ts';
import { useName } from '../ui/named.ts';
import { mapState } from './map-state.ts';

/** Where the pointer is: the grid (or area) by name and code, and the coordinates. */
export function MapReadout() {
  const { t } = useTranslation();
  const name = useName();
  const { pointer } = useSyncExternalStore(mapState.subscribe, mapState.get);
  if (!pointer) return null;
  const { lng, lat, area } = pointer;
  return (
    <output className="map-readout" aria-label={t('map.readout')} aria-live="off">
      {area ? (
        <>
          <b>{name(area)}</b> <span className="muted">{area.code}</span>
        </>
      ) : null}
      <span>{formatLngLat(lng, lat)}</span>
    </output>
  );
}
