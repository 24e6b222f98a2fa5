import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { runJob } from '../../../../analysis/analysis-store.ts';
import type { DensePlace } from '../../../../analysis/dense-places.ts';
import type { DensityWish } from '../../../../analysis/density-wish.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { mapHost } from '../../../../map/map-host.ts';
import { formatDistance, formatLevel, formatLngLat, formatNumber } from '../../../../ui/format.ts';
import { usePlaceName } from '../../../../ui/place-name.ts';
import { useReportPart } from '../../report/report-parts.ts';

const REST_MS = 600;
const NEAR_ZOOM = 15;

/** The densest places of all, whatever the map shows; a press goes there. */
export function DensePlaces({ wish: { kernel, bandwidthMetres, corrected } }: { wish: DensityWish }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { places, radiusMetres, isOld } = useDensePlaces(kernel, bandwidthMetres, corrected);
  useReportPart('table', {
    title: t('dense.places.title'),
    heads: [
      t('cells.column.place'),
      t('dense.places.middle'),
      t('dense.places.perKm2Day'),
      t('dense.places.around', { radius: formatDistance(radiusMetres) }),
    ],
    rows: (places ?? []).map(({ lng, lat, perKm2Day, incidents, gridCode }) => [
      gridCode ? placeName(gridCode) : '–',
      formatLngLat(lng, lat),
      formatLevel(perKm2Day),
      formatNumber(incidents),
    ]),
    total: places?.length ?? 0,
  });
  if (!places) return null;
  return (
    <section aria-labelledby="dense-places" className={`dense-places ${isOld ? 'old' : ''}`}>
      <h3 id="dense-places">{t('dense.places.title')}</h3>
      {places.length === 0 ? <p className="muted">{t('dense.places.none')}</p> : null}
      <ol>
        {places.map(({ lng, lat, perKm2Day, incidents, gridCode }) => (
          <li key={`${lng} ${lat}`}>
            <button type="button" onClick={() => mapHost.flyTo({ lng, lat, zoom: NEAR_ZOOM })}>
              <span title={formatLngLat(lng, lat)}>
                {gridCode ? placeName(gridCode) : formatLngLat(lng, lat)}
              </span>
              <span>{formatLevel(perKm2Day)}</span>
              <small>
                {t('dense.places.within', {
                  n: formatNumber(incidents),
                  radius: formatDistance(radiusMetres),
                })}
              </small>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface Found {
  places: DensePlace[] | null;
  radiusMetres: number;
  /** Others are being sought. */
  isOld: boolean;
}

function useDensePlaces(kernel: DensityWish['kernel'], radiusMetres: number, corrected: boolean): Found {
  const summary = useAnalysis('summary');
  const [found, setFound] = useState<Found>({ places: null, radiusMetres, isOld: false });
  useEffect(() => {
    if (!summary) return;
    const stop = new AbortController();
    setFound((before) => ({ ...before, isOld: true }));
    const timer = setTimeout(() => {
      runJob('densePlaces', { smoothing: { kernel, radiusMetres }, corrected }, { signal: stop.signal }).then(
        (places) => setFound({ places, radiusMetres, isOld: false }),
        () => {
          if (!stop.signal.aborted) setFound({ places: null, radiusMetres, isOld: false });
        },
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [summary, kernel, radiusMetres, corrected]);
  return found;
}
