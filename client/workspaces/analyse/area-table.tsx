import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ancestorCode } from '../../../core/contract/area-code.ts';
import { csvLine } from '../../../core/review/csv.ts';
import { LEVELS } from '../../../core/vocabulary.ts';
import type { AnalysisSummary } from '../../analysis/analysis-protocol.ts';
import { areaFactsQuery, areaSurfaces } from '../../api/areas.ts';
import { useMapState } from '../../map/map-view.tsx';
import { toggleWithin } from '../../state/layers.ts';
import { useView } from '../../state/view.ts';
import { downloadText } from '../../ui/download.ts';
import { formatDay, formatLevel, formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { nameIn } from '../../ui/named.ts';
import { usePlaceNames } from '../../ui/place-name.ts';
import { placePath } from '../../ui/place-path.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { type AreaRow, areaFeatures, areaRows, changeText } from './area-rows.ts';
import { GeoJsonButton } from './geojson-button.tsx';
import { MOST_ROWS, useReportPart } from './report/report-parts.ts';
import { setAnalyse } from './set-analyse.ts';
import { useCountsBefore } from './use-counts-before.ts';

const SHOWN_LEVELS = LEVELS.filter((level) => level !== 'city');
const REPORTED = ['count', 'rate', 'change'] as const;
const BYTE_ORDER_MARK = '\uFEFF';

/** The areas of a level with their incidents; a press lets only one through, and the one under the pointer on the map is marked. */
export function AreaTable({ summary }: { summary: AnalysisSummary }) {
  const { t } = useTranslation();
  const level = useView((view) => view.analyse.level);
  const within = useView((view) => view.filter.within);
  const nameOf = useRowName();
  const { pointer } = useMapState();
  const { data: facts } = useQuery(areaFactsQuery(summary.areas.level));
  const rows = areaRows(summary, facts, useCountsBefore(summary));
  useReportPart('areas', {
    title: t('analyse.areas'),
    heads: [t(`level.${summary.areas.level}`), ...REPORTED.map((column) => t(`analyse.column.${column}`))],
    rows: rows
      .slice(0, MOST_ROWS)
      .map((row) => [
        nameOf(row),
        formatNumber(row.count),
        row.rate === null ? '–' : formatLevel(row.rate),
        changeText(row.count, row.before),
      ]),
    total: rows.length,
  });
  const hovered = pointer?.area ? ancestorCode(pointer.area.code, summary.areas.level) : undefined;
  const most = Math.max(1, rows[0]?.count ?? 0);
  return (
    <section className="panel-section" aria-labelledby="analyse-areas">
      <h3 className="panel-title" id="analyse-areas">
        {t('analyse.areas')}
        <button
          type="button"
          className="link-button"
          onClick={() => downloadText(fileName(summary, 'csv'), csvOf(t, rows, nameOf))}
        >
          <Icon name="download" size={12} /> CSV
        </button>
        <GeoJsonButton
          fileName={fileName(summary, 'geojson')}
          isEmpty={rows.length === 0}
          features={async () => areaFeatures(rows, await areaSurfaces(summary.areas.level, null))}
        />
      </h3>
      <Segmented
        label={t('analyse.level')}
        value={level}
        choices={SHOWN_LEVELS.map((value) => ({ value, label: t(`levelShort.${value}`) }))}
        onChange={(next) => setAnalyse({ level: next })}
      />
      <p className="area-head" aria-hidden="true">
        <span>{t(`level.${summary.areas.level}`)}</span>
        <span>{t('analyse.column.count')}</span>
        <span>{t('analyse.column.rate')}</span>
        <span>{t('analyse.column.change')}</span>
      </p>
      <div className="area-list">
        <VirtualList
          items={rows}
          idOf={({ code }) => code}
          label={t('analyse.areas')}
          estimatedPx={27}
          initialId={within}
          onOpen={({ code }) => toggleWithin(code)}
          classOf={({ code }) => `${code === within ? 'chosen' : ''} ${code === hovered ? 'hovered' : ''}`}
          row={(row) => <AreaCells row={row} name={nameOf(row)} most={most} />}
        />
      </div>
    </section>
  );
}

function AreaCells({ row, name, most }: { row: AreaRow; name: string; most: number }) {
  const { count, rate, before } = row;
  return (
    <>
      <span className="area-name">
        <i aria-hidden="true" style={{ width: `${(count / most) * 100}%` }} />
        <span>{name}</span>
      </span>
      <span>{formatNumber(count)}</span>
      <span>{rate === null ? '–' : formatLevel(rate)}</span>
      <span>{changeText(count, before)}</span>
    </>
  );
}

function useRowName(): (row: AreaRow) => string {
  const language = useView((view) => view.language);
  const names = usePlaceNames();
  return ({ code, fact }) => {
    const path = placePath(names, code, language);
    return path.length > 1 ? path.slice(-2).join(' · ') : fact ? nameIn(language, fact) : (path[0] ?? code);
  };
}

function csvOf(t: TFunction, rows: readonly AreaRow[], nameOf: (row: AreaRow) => string): string {
  const heads = [
    t('analyse.column.code'),
    t('analyse.column.name'),
    t('analyse.column.count'),
    t('analyse.column.km2'),
    t('analyse.column.rate'),
    t('analyse.column.before'),
  ];
  const lines = rows.map((row) =>
    csvLine([row.code, nameOf(row), row.count, row.fact?.areaKm2 ?? null, row.rate, row.before]),
  );
  return `${BYTE_ORDER_MARK}${csvLine(heads)}${lines.join('')}`;
}

function fileName({ areas, history }: AnalysisSummary, format: 'csv' | 'geojson'): string {
  return `incidents-by-${areas.level}-${formatDay(history.asOfMs)}.${format}`;
}
