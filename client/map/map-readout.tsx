import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useShading } from '../shade/shade-legend.tsx';
import { shadedValue } from '../shade/shade-store.ts';
import { formatLevel, formatLngLat } from '../ui/format.ts';
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
          <ShadedValue code={area.code} />
        </>
      ) : null}
      <span>{formatLngLat(lng, lat)}</span>
    </output>
  );
}

/** The figure behind the colour of the area here, while areas are shaded. */
function ShadedValue({ code }: { code: string }) {
  const { t } = useTranslation();
  const shading = useShading();
  const value = shading && shadedValue(code);
  if (value === null || !shading) return null;
  const n = formatLevel(value);
  return (
    <span>
      {t(`level.${shading.level}`)}{' '}
      {shading.by === 'open' ? t('shade.value', { n }) : t('shade.rateValue', { n })}
    </span>
  );
}
