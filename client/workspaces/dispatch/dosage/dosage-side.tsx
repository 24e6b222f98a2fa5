import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PatrolVisitItem, PlaceDosageItem } from '../../../../core/contract/dosage.ts';
import { dosageQuery, placeVisitsQuery } from '../../../api/dosage.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { mapHost } from '../../../map/map-host.ts';
import { select } from '../../../state/selection.ts';
import { useView, viewStore } from '../../../state/view.ts';
import { formatAge, formatNumber, formatTime } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { useName } from '../../../ui/named.ts';
import { usePlacePath } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { NetMark } from '../../../ui/symbol.tsx';
import { DeskSide } from '../desk-side.tsx';
import { FactList } from '../fact-list.tsx';
import { useDosageSettings } from './dosage-settings.ts';
import { StreetCoveragePanel } from './street-coverage.tsx';

const CLOSE_ZOOM = 16;

/** One place with its visits; none open: how much of the roads was driven. */
export function DosageSide() {
  const { account } = useSession();
  const { period, by } = useDosageSettings();
  const area = useView((view) => view.area) ?? account.scopeCode;
  const of = useView((view) => view.dispatch.of);
  const { data } = useQuery(dosageQuery(period, by, area));
  const item = data?.items.find(({ id }) => id === of);
  return item ? <PlacePanel item={item} /> : <StreetCoveragePanel />;
}

function PlacePanel({ item }: { item: PlaceDosageItem }) {
  const { t } = useTranslation();
  const name = useName();
  const path = usePlacePath();
  const { period } = useDosageSettings();
  const close = () => viewStore.set({ dispatch: { desk: 'dosage', of: null } });
  const fly = () => mapHost.flyTo({ lng: item.lng, lat: item.lat, zoom: CLOSE_ZOOM });
  useKeys({ f: fly });
  return (
    <DeskSide label={name(item)} mark={<NetMark net={item.net} />} back={{ label: t('dosage.back'), close }}>
      <p className="muted">{path(item.areaCode)}</p>
      <div className="button-row">
        <button type="button" className="button" onClick={fly}>
          {t('dosage.fly')} <kbd>F</kbd>
        </button>
        <button type="button" className="button" onClick={() => select(item.kind, item.id)}>
          {t('dosage.open')}
        </button>
      </div>
      <h3>{t('dosage.periodTitle', { period: t(`dosage.period.${period}`) })}</h3>
      <Figures item={item} />
      {item.kind === 'grids' ? (
        <p className="muted">{t('dosage.gridNote')}</p>
      ) : (
        <>
          <h3>{t('dosage.visits')}</h3>
          <Visits item={item} />
        </>
      )}
    </DeskSide>
  );
}

function Figures({ item }: { item: PlaceDosageItem }) {
  const { t } = useTranslation();
  const now = useServerNow(10_000);
  const { minutes, usefulMinutes, visits, tooShort, tooLong, minutesSinceLast, dueAt, evenness, steps } =
    item;
  const rows: [string, string][] = [
    [t('dosage.figure.useful'), t('dosage.minutes', { n: formatNumber(Math.round(usefulMinutes)) })],
    [t('dosage.figure.all'), t('dosage.minutes', { n: formatNumber(Math.round(minutes)) })],
    [t('dosage.figure.visits'), t('dosage.visitsOf', { n: visits, short: tooShort, long: tooLong })],
    [
      t('dosage.figure.last'),
      minutesSinceLast === null ? '–' : t('dosage.ago', { age: formatAge(minutesSinceLast * 60_000) }),
    ],
    [t('dosage.figure.due'), formatTime(Date.parse(dueAt), now)],
    [
      t('dosage.figure.order'),
      item.kind === 'grids'
        ? t('dosage.notKept')
        : evenness === null
          ? t('dosage.fewSteps', { n: steps })
          : t('dosage.order', { share: Math.round(evenness * 100), n: steps }),
    ],
  ];
  return <FactList rows={rows} />;
}

function Visits({ item }: { item: PlaceDosageItem }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(placeVisitsQuery(item.kind, item.id));
  if (error && !data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return <p className="muted">{t('app.loading')}…</p>;
  if (data.items.length === 0) return <p className="muted">{t('dosage.noVisits')}</p>;
  return (
    <ol className="dosage-visits">
      {data.items.map((visit) => (
        <VisitRow key={visit.id} visit={visit} />
      ))}
    </ol>
  );
}

function VisitRow({ visit }: { visit: PatrolVisitItem }) {
  const { t } = useTranslation();
  const now = useServerNow(10_000);
  const { unitId, unitCode, how, arrivedAt, leftAt, goesOn } = visit;
  const arrived = Date.parse(arrivedAt);
  return (
    <li>
      <time dateTime={arrivedAt}>{formatTime(arrived, now)}</time>
      <span>
        {unitCode === null ? (
          t('dosage.otherUnit')
        ) : (
          <button type="button" className="link-button" onClick={() => select('units', unitId)}>
            {unitCode}
          </button>
        )}
        {how === 'geofence' ? '' : ` · ${t(`dosage.how.${how}`)}`}
      </span>
      <span className={goesOn ? 'need-visited' : ''}>
        {formatAge(Date.parse(leftAt) - arrived)}
        {goesOn ? ` · ${t('dosage.goesOn')}` : ''}
      </span>
    </li>
  );
}
