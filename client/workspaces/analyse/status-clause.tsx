import { useTranslation } from 'react-i18next';
import { INCIDENT_STATUSES } from '../../../core/vocabulary.ts';
import { useAnalysis } from '../../analysis/use-analysis.ts';
import { useView } from '../../state/view.ts';
import { formatNumber } from '../../ui/format.ts';
import { toggleClause } from './set-analyse.ts';

/** Incidents of which status count: false alarms and duplicates, for example, can be left out. */
export function StatusClause() {
  const { t } = useTranslation();
  const chosen = useView((view) => view.filter.statuses);
  const summary = useAnalysis('summary');
  return (
    <section className="panel-section">
      <details className="filter-group" open={chosen.length > 0}>
        <summary>
          {t('watch.filter.status')}
          <span className="muted">{chosen.length > 0 ? formatNumber(chosen.length) : t('app.all')}</span>
        </summary>
        <ul>
          {INCIDENT_STATUSES.map((status, i) => (
            <li key={status}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={chosen.includes(status)}
                  onChange={() => toggleClause('statuses', status)}
                />
                <span>{t(`incidentStatus.${status}`)}</span>
                <span className="muted">{summary ? formatNumber(summary.statuses[i] ?? 0) : '–'}</span>
              </label>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
