import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaCoverage, RoadsNotDriven } from '../../../../core/contract/street-coverage.ts';
import { COVERAGE_LEVELS, COVERAGE_PERIODS, type CoveragePeriod } from '../../../../core/patrol/look-back.ts';
import { roadsNotDrivenQuery, streetCoverageQuery } from '../../../api/dosage.ts';
import { useSession } from '../../../api/session.ts';
import { mapHost } from '../../../map/map-host.ts';
import { type OverFeature, overPicture } from '../../../state/over-picture.ts';
import { useView } from '../../../state/view.ts';
import { formatDistance, formatShare } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { DeskSide } from '../desk-side.tsx';
import { KnownNote } from '../known-note.tsx';

const OWNER = 'street-coverage';
const AREA_ZOOM = 13.5;
/** Less than this of a road is a gap at its ends. */
const LEAST_LEFT_METRES = 40;

/** How much of the roads units drove, by street or community; the roads that are left of the one that is chosen, on the map. */
export function StreetCoveragePanel() {
  const { t } = useTranslation();
  const { account } = useSession();
  const area = useView((view) => view.area) ?? account.scopeCode;
  const [period, setPeriod] = useState<CoveragePeriod>('week');
  const [level, setLevel] = useState<(typeof COVERAGE_LEVELS)[number]>('street');
  const [chosen, setChosen] = useState<string>();
  const { data, error, refetch } = useQuery(streetCoverageQuery(period, level, area));
  const roads = useQuery({ ...roadsNotDrivenQuery(period, chosen ?? ''), enabled: chosen !== undefined });
  const shown = chosen === undefined ? undefined : roads.data;
  useEffect(() => overPicture.set(OWNER, picture(shown)), [shown]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  return (
    <DeskSide label={t('dosage.streets.title')}>
      <Segmented
        label={t('dosage.streets.periodLabel')}
        choices={COVERAGE_PERIODS.map((value) => ({ value, label: t(`dosage.streets.period.${value}`) }))}
        value={period}
        onChange={setPeriod}
      />
      <Segmented
        label={t('dosage.streets.levelLabel')}
        choices={COVERAGE_LEVELS.map((value) => ({ value, label: t(`level.${value}`) }))}
        value={level}
        onChange={(value) => {
          setLevel(value);
          setChosen(undefined);
        }}
      />
      {error && !data ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <p className="muted">{t('app.loading')}…</p> : null}
      {data ? <KnownNote known={data.known} /> : null}
      {data?.known.knownUntil ? (
        <>
          <p className="street-total">
            <b>{formatShare(data.drivenKm, data.roadKm)}</b>{' '}
            {t('dosage.streets.total', {
              driven: formatDistance(data.drivenKm * 1000),
              all: formatDistance(data.roadKm * 1000),
            })}
          </p>
          {data.items.length === 0 ? <p className="muted">{t('dosage.streets.none')}</p> : null}
          <AreaList items={data.items} chosen={chosen} onChoose={setChosen} />
        </>
      ) : null}
    </DeskSide>
  );
}

/** The areas, the least covered first. */
function AreaList(props: {
  items: readonly AreaCoverage[];
  chosen: string | undefined;
  onChoose: (code: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const name = useName();
  const { items, chosen, onChoose } = props;
  const choose = ({ code, lng, lat }: AreaCoverage): void => {
    onChoose(code === chosen ? undefined : code);
    if (code !== chosen) mapHost.flyTo({ lng, lat, zoom: AREA_ZOOM });
  };
  return (
    <ol className="street-areas" aria-label={t('dosage.streets.least')}>
      {items.map((item) => (
        <li key={item.code}>
          <button
            type="button"
            aria-pressed={item.code === chosen}
            title={t('dosage.streets.show')}
            onClick={() => choose(item)}
          >
            <b>{name(item)}</b>
            <span>{formatShare(item.drivenKm, item.roadKm)}</span>
            <progress
              className="share-bar"
              max={1}
              value={item.roadKm > 0 ? item.drivenKm / item.roadKm : 0}
              aria-hidden="true"
            />
            <small>
              {t('dosage.streets.left', { left: formatDistance((item.roadKm - item.drivenKm) * 1000) })}
            </small>
          </button>
        </li>
      ))}
    </ol>
  );
}

/** What was not driven at all strong, what was in part dashed. */
function picture(roads: RoadsNotDriven | undefined): OverFeature[] {
  return (roads?.features ?? []).flatMap(
    ({ geometry, properties: { lengthMetres, drivenMetres } }): OverFeature[] => {
      if (lengthMetres - drivenMetres < LEAST_LEFT_METRES) return [];
      return drivenMetres > 0
        ? [{ geometry, tone: 'warn', dashed: true }]
        : [{ geometry, tone: 'bad', weight: 2 }];
    },
  );
}
