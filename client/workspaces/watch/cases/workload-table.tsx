import { useTranslation } from 'react-i18next';
import { csvText } from '../../../../core/case/csv.ts';
import type { Organisation } from '../../../../core/case/vocabulary.ts';
import { type Workload, workloads } from '../../../../core/case/workload.ts';
import { codePrefix } from '../../../../core/contract/area-code.ts';
import { useLive } from '../../../live/use-live.ts';
import { downloadText } from '../../../ui/download.ts';
import { formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { useArea } from '../use-watch.ts';

const COLUMNS = ['cases', 'casesOverdue', 'actions', 'actionsOverdue'] as const;
const HEADS = {
  cases: 'openCases',
  casesOverdue: 'lateCases',
  actions: 'openActions',
  actionsOverdue: 'lateActions',
} as const;

/** What each organisation has to do in the area, most overdue first; pressing one filters the cases by it. */
export function WorkloadTable(props: {
  selected: Organisation | '';
  today: string;
  onSelect: (organisation: Organisation | '') => void;
}) {
  const { t } = useTranslation();
  const cases = useLive('cases');
  const prefix = codePrefix(useArea());
  const inside = [...cases.values()].filter(({ properties }) => properties.areaCode.startsWith(prefix));
  const rows = workloads(
    inside.map(({ properties }) => properties),
    props.today,
  );
  const heads = [
    t('case.page.organisation'),
    ...COLUMNS.map((column) => t(`case.page.${HEADS[column]}`)),
    t('case.page.mostLate'),
  ];
  const save = () => {
    const lines = rows.map((row) => [
      t(`organisation.${row.organisation}`),
      ...COLUMNS.map((column) => row[column]),
      row.mostDaysLate,
    ]);
    downloadText(`organisations-${props.today}.csv`, csvText([heads, ...lines]));
  };
  return (
    <section className="workload">
      <header>
        <h3>{t('case.page.workload')}</h3>
        <button type="button" className="button" disabled={rows.length === 0} onClick={save}>
          <Icon name="download" size={14} /> {t('case.page.csv')}
        </button>
      </header>
      <table className="desk-table">
        <TableHead heads={heads} numbers={heads.map((_, i) => i).slice(1)} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.organisation}>
              <th scope="row">
                <button
                  type="button"
                  className="link-button"
                  aria-pressed={row.organisation === props.selected}
                  onClick={() => props.onSelect(row.organisation === props.selected ? '' : row.organisation)}
                >
                  {t(`organisation.${row.organisation}`)}
                </button>
              </th>
              {COLUMNS.map((column) => (
                <td key={column} className={`number ${isHot(row, column) ? 'tone-warn' : ''}`}>
                  {formatNumber(row[column])}
                </td>
              ))}
              <td className="number">
                {row.mostDaysLate > 0 ? t('case.page.days', { n: row.mostDaysLate }) : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function isHot(row: Workload, column: (typeof COLUMNS)[number]): boolean {
  return column.endsWith('Overdue') && row[column] > 0;
}
