import { useTranslation } from 'react-i18next';
import { useView } from '../../state/view.ts';
import { formatNumber, formatShare } from '../../ui/format.ts';
import { type ListClause, toggleClause } from './set-analyse.ts';

export interface BarRow {
  value: string | number;
  label: string;
  count: number;
}

/** Counts as bars; a press lets only these through, another one lets them go. The bars leave out the clause that they set. */
export function BarChart(props: { clause: ListClause; title: string; rows: readonly BarRow[] }) {
  const { t } = useTranslation();
  const chosen = useView((view) => view.filter[props.clause]) as readonly (string | number)[];
  const most = Math.max(1, ...props.rows.map(({ count }) => count));
  const total = props.rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="panel-section">
      <h3 className="panel-title">{props.title}</h3>
      <ul className={`bars ${chosen.length > 0 ? 'some' : ''}`}>
        {props.rows.map(({ value, label, count }) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={chosen.includes(value)}
              title={t('analyse.onlyThese', { what: label })}
              onClick={() => toggleClause(props.clause, value)}
            >
              <span className="bar-label">{label}</span>
              <span className="bar-track" aria-hidden="true">
                <i style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span>{formatNumber(count)}</span>
              <small>{formatShare(count, total)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
