import { useTranslation } from 'react-i18next';
import type { DifferenceChange, PlanDifference } from '../../../../../core/contract/plan-difference.ts';
import { CHANGE_KINDS } from '../../../../planning/compare/compare-colours.ts';
import { useView } from '../../../../state/view.ts';
import { formatNumber } from '../../../../ui/format.ts';
import { nameIn } from '../../../../ui/named.ts';
import { TableHead } from '../../../../ui/table-head.tsx';
import { spreadText, useMeasure } from '../community-table.tsx';
import { type Figure, type FigureRow, figureRows, figureText, handover } from '../figure-rows.ts';
import { lineageOf, lineageText } from '../lineage.ts';
import { useChangePlace, useComparedNames } from '../use-compared-names.ts';

/** On paper; all are in the CSV. */
const MOST_ROWS = 300;
const GRID_FIGURES: readonly Figure[] = ['residents', 'dwellings', 'incidentsPerWeek', 'areaKm2'];
const AREA_FIGURES: readonly Figure[] = ['residents', 'dwellings', 'incidentsPerWeek'];

/** Every changed grid, by kind. */
export function SheetChanges({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const placeOf = useChangePlace();
  const names = useComparedNames(difference);
  const { grids, days } = difference;
  if (grids.length === 0) return null;
  const changes = CHANGE_KINDS.flatMap((kind) => grids.filter((change) => change.kind === kind));
  const heads = [
    t('compare.column.kind'),
    t('compare.column.lineage'),
    t('compare.column.place'),
    ...GRID_FIGURES.map((figure) => t(`compare.figure.${figure}`)),
    t('compare.column.staff'),
  ];
  return (
    <section>
      <h2>
        {t('compare.tab.changes')}{' '}
        {changes.length > MOST_ROWS ? (
          <small>{t('compare.more', { n: formatNumber(changes.length - MOST_ROWS) })}</small>
        ) : null}
      </h2>
      <table className="desk-table report-table">
        <TableHead heads={heads} />
        <tbody>
          {changes.slice(0, MOST_ROWS).map((change) => (
            <tr key={change.id}>
              <td>{t(`compare.kind.${change.kind}`)}</td>
              <td>{lineageText(lineageOf(change, grids), names)}</td>
              <td>{placeOf(change)}</td>
              <Figures rows={figureRows(change.before, change.after, days)} wanted={GRID_FIGURES} />
              <td>
                <StaffText change={change} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Every community in which grids changed, and the whole. */
export function SheetCommunities({ difference }: { difference: PlanDifference }) {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  const measure = useMeasure();
  const { communities, whole, days } = difference;
  if (communities.length === 0) return null;
  const rows = [
    { code: '', name: t('compare.whole'), ...whole },
    ...communities.map((community) => ({ ...community, name: nameIn(language, community) })),
  ];
  const heads = [
    t('compare.column.community'),
    t('compare.figure.grids'),
    ...AREA_FIGURES.map((figure) => t(`compare.figure.${figure}`)),
    t('compare.figure.understaffed'),
    `${t('plan.spread.variation')} (${t(`plan.short.${measure}`)})`,
  ];
  return (
    <section>
      <h2>{t('compare.tab.areas')}</h2>
      <table className="desk-table report-table">
        <TableHead heads={heads} />
        <tbody>
          {rows.map(({ code, name, before, after }) => (
            <tr key={code}>
              <th scope="row">{name}</th>
              <td>{both(before && formatNumber(before.grids), after && formatNumber(after.grids))}</td>
              <Figures rows={figureRows(before, after, days)} wanted={AREA_FIGURES} />
              <td>
                {both(before && formatNumber(before.understaffed), after && formatNumber(after.understaffed))}
              </td>
              <td>
                {both(spreadText(before, measure, 'variation'), spreadText(after, measure, 'variation'))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Figures({ rows, wanted }: { rows: readonly FigureRow[]; wanted: readonly Figure[] }) {
  const { t } = useTranslation();
  return wanted.map((figure) => {
    const row = rows.find((one) => one.figure === figure);
    const text = (value: FigureRow['before']) => figureText(t, figure, value);
    return <td key={figure}>{row ? both(text(row.before), text(row.after)) : ''}</td>;
  });
}

function both(was: string | null, is: string | null): string {
  return was === is ? (is ?? '–') : `${was ?? '–'} → ${is ?? '–'}`;
}

function StaffText({ change }: { change: DifferenceChange }) {
  const { t } = useTranslation();
  const { leaving, missing } = handover([change]);
  if (leaving > 0) return t('compare.leavingShort', { n: leaving });
  return missing > 0 ? t('compare.missingShort', { n: missing }) : '';
}
