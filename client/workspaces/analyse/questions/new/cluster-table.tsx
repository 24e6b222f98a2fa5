import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { csvLine } from '../../../../../core/review/csv.ts';
import { mapHost } from '../../../../map/map-host.ts';
import { downloadText } from '../../../../ui/download.ts';
import { formatDay, formatDistance } from '../../../../ui/format.ts';
import { Icon } from '../../../../ui/icon.tsx';
import { GeoJsonButton } from '../../geojson-button.tsx';
import { MOST_ROWS, type ReportTable, useReportPart } from '../../report/report-parts.ts';
import type { FoundCluster } from './new-findings.ts';
import type { Found } from './new-results.tsx';
import { clusterBox, clusterFeatures, drawnRadius, surenessOf } from './new-shapes.ts';
import { newStore } from './new-store.ts';
import { formatDays, formatExpected, formatP, recurrence } from './new-text.ts';
import { useShortPlace } from './use-short-place.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** The clusters, the most unlikely first; those that may be chance are put aside. A press points one out on the map. */
export function ClusterTable({ state }: { state: Found }) {
  const { t } = useTranslation();
  const { showsMild } = state;
  const nameOf = useShortPlace();
  const { scan, toMs } = state.findings;
  const clusters = scan === 'tooWide' ? [] : scan.clusters;
  const mild = clusters.filter(({ p }) => surenessOf(p) === 'chance').length;
  const shown = showsMild ? clusters : clusters.slice(0, clusters.length - mild);
  useReportPart('table', reportTable(t, shown, state.settings.cell, nameOf));
  if (clusters.length === 0) return null;
  const heads = CSV_COLUMNS.map((column) => t(`analyse.new.column.${column}`));
  const save = () =>
    downloadText(
      `clusters-${formatDay(toMs - 1)}.csv`,
      clusterCsv(heads, clusters, nameOf, state.settings.current === 1),
    );
  return (
    <>
      {shown.length > 0 ? (
        <table className="new-table">
          <thead>
            <tr>
              <th scope="col">{t('analyse.new.column.place')}</th>
              <th scope="col" className="number">
                {t('analyse.new.column.counts')}
              </th>
              <th scope="col" className="number">
                {t('analyse.new.column.chance')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((cluster, i) => (
              <Row key={`${cluster.centre} ${cluster.fromMs}`} cluster={cluster} index={i} state={state} />
            ))}
          </tbody>
        </table>
      ) : null}
      <p className="new-actions">
        {mild > 0 ? (
          <button
            type="button"
            className="link-button"
            aria-expanded={showsMild}
            onClick={() => newStore.showMild(!showsMild)}
          >
            {t('analyse.new.mild', { n: mild })}
          </button>
        ) : null}
        <button type="button" className="link-button" onClick={save}>
          <Icon name="download" size={12} /> CSV
        </button>
        <GeoJsonButton
          fileName={`clusters-${formatDay(toMs - 1)}.geojson`}
          isEmpty={false}
          features={() => clusterFeatures(clusters, state.settings.cell)}
        />
      </p>
    </>
  );
}

function Row({ cluster, index, state }: { cluster: FoundCluster; index: number; state: Found }) {
  const { t } = useTranslation();
  const nameOf = useShortPlace();
  const { settings, findings, selected } = state;
  const sureness = surenessOf(cluster.p);
  const replications = findings.scan === 'tooWide' ? 0 : findings.scan.replications;
  const often = recurrence(cluster.p, replications);
  const point = () => {
    newStore.select(index);
    mapHost.flyTo({ bbox: clusterBox(cluster, settings.cell) });
  };
  return (
    <tr className={`${sureness} ${index === selected ? 'chosen' : ''}`}>
      <th scope="row">
        <button
          type="button"
          className="link-button"
          aria-pressed={index === selected}
          title={t('analyse.new.goThere', { n: index + 1 })}
          onClick={point}
        >
          {nameOf(cluster.gridCode)}
        </button>
        <small>
          {formatDays(cluster)} ({t('analyse.new.days', { n: cluster.days })}) ·{' '}
          {formatDistance(drawnRadius(cluster, settings.cell))}
        </small>
      </th>
      <td className="number">
        {cluster.observed} / {formatExpected(cluster.expected)}
        <small>{(cluster.observed / cluster.expected).toFixed(1)}×</small>
      </td>
      <td className="number">
        {t('analyse.new.pValue', { p: formatP(cluster.p) })}
        <small>
          {sureness === 'chance'
            ? t('analyse.new.maybeChance')
            : settings.current === 1
              ? t(often.isFloor ? 'analyse.new.everyDaysMore' : 'analyse.new.everyDays', { n: often.days })
              : ''}
        </small>
      </td>
    </tr>
  );
}

function reportTable(
  t: TFunction,
  clusters: readonly FoundCluster[],
  cellMetres: number,
  nameOf: (code: string) => string,
): ReportTable {
  const columns = ['place', 'radius', 'from', 'to', 'observed', 'expected', 'p'] as const;
  return {
    title: t('analyse.new.clusters'),
    heads: columns.map((column) => t(`analyse.new.column.${column}`)),
    rows: clusters
      .slice(0, MOST_ROWS)
      .map((cluster) => [
        nameOf(cluster.gridCode),
        Math.round(drawnRadius(cluster, cellMetres)),
        formatDay(cluster.fromMs),
        formatDay(cluster.toMs - 1),
        cluster.observed,
        formatExpected(cluster.expected),
        formatP(cluster.p),
      ]),
    total: clusters.length,
  };
}

const CSV_COLUMNS = [
  'number',
  'place',
  'lng',
  'lat',
  'radius',
  'from',
  'to',
  'observed',
  'expected',
  'llr',
  'p',
  'tailP',
  'recurrence',
] as const;

function clusterCsv(
  heads: readonly string[],
  clusters: readonly FoundCluster[],
  nameOf: (code: string) => string,
  isCurrent: boolean,
): string {
  const lines = clusters.map(
    ({ centre: [lng, lat], gridCode, radiusMetres, fromMs, toMs, observed, expected, ratio, p, tailP }, i) =>
      csvLine([
        ...[
          i + 1,
          nameOf(gridCode),
          Number(lng.toFixed(7)),
          Number(lat.toFixed(7)),
          Math.round(radiusMetres),
        ],
        ...[formatDay(fromMs), formatDay(toMs - 1), observed, expected, ratio, p, tailP],
        isCurrent ? 1 / p : null,
      ]),
  );
  return `${BYTE_ORDER_MARK}${csvLine(heads)}${lines.join('')}`;
}
