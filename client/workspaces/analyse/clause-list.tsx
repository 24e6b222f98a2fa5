import { useTranslation } from 'react-i18next';
import { isFiltering } from '../../state/incident-filter.ts';
import { keyOf } from '../../state/key-table.ts';
import { clearFilter, toggleWithin } from '../../state/layers.ts';
import { useView } from '../../state/view.ts';
import { formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { usePlaceNames } from '../../ui/place-name.ts';
import { placePath } from '../../ui/place-path.ts';
import { priorityKey } from '../../ui/words/graded.ts';
import { type ListClause, setAnalyse, toggleClause } from './set-analyse.ts';

interface Clause {
  key: string;
  text: string;
  drop: () => void;
}

/** What is filtered by, each with a button that takes it away. */
export function ClauseList() {
  const { t } = useTranslation();
  const clauses = useClauses();
  const isFiltered = useView((view) => isFiltering(view.filter) || view.analyse.hours.length > 0);
  const clear = () => {
    clearFilter();
    setAnalyse({ hours: [] }, 'replace');
  };
  return (
    <section className="panel-section" aria-labelledby="analyse-filter">
      <h3 className="panel-title" id="analyse-filter">
        {t('watch.filter.title')}
        {isFiltered ? (
          <button type="button" className="link-button" onClick={clear}>
            {t('watch.filter.clear')} <kbd>{keyOf('clearFilter')}</kbd>
          </button>
        ) : null}
      </h3>
      {clauses.length === 0 ? <p className="muted">{t('analyse.noFilter')}</p> : null}
      <ul className="clauses">
        {clauses.map(({ key, text, drop }) => (
          <li key={key} className="within">
            <span>{text}</span>
            <button
              type="button"
              className="icon-button small"
              aria-label={t('analyse.drop', { what: text })}
              onClick={drop}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Each clause in words, but for the status. */
export function useClauses(): Clause[] {
  const { t } = useTranslation();
  const { types, priorities, nets, within } = useView((view) => view.filter);
  const hours = useView((view) => view.analyse.hours);
  const language = useView((view) => view.language);
  const names = usePlaceNames();
  const listed = (clause: ListClause, values: readonly (string | number)[], text: (value: never) => string) =>
    values.map((value) => ({
      key: `${clause}-${value}`,
      text: text(value as never),
      drop: () => toggleClause(clause, value),
    }));
  return [
    ...(within
      ? [
          {
            key: 'within',
            text: placePath(names, within, language).join(' › '),
            drop: () => toggleWithin(within),
          },
        ]
      : []),
    ...listed('priorities', priorities, (value) => t(priorityKey(value))),
    ...listed('types', types, (value: (typeof types)[number]) => t(`incidentType.${value}`)),
    ...listed('nets', nets, (value: (typeof nets)[number]) => t(`net.${value}`)),
    ...(hours.length > 0
      ? [
          {
            key: 'hours',
            text: t('analyse.hoursChosen', { n: formatNumber(hours.length) }),
            drop: () => setAnalyse({ hours: [] }),
          },
        ]
      : []),
  ];
}
