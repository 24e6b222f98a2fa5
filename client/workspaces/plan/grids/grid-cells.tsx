import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { areaNamesQuery } from '../../../api/areas.ts';
import type { GridRow } from '../../../planning/grid-rows.ts';
import { usePlanning } from '../../../planning/planning.ts';
import { useGridLabel } from '../../../planning/use-grid-label.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useName } from '../../../ui/named.ts';
import { changeText, measureText } from '../measure-text.ts';

/** Twice the mean fills the bar. */
const FULL_LOAD = 2;

/** A grid as a row: which, how much of the measure, beside the mean, against the origin, and how compact. */
export function GridCells({ row }: { row: GridRow }) {
  const { t } = useTranslation();
  const name = useName();
  const labelOf = useGridLabel();
  const { data: names } = useQuery(areaNamesQuery);
  const measure = usePlanning((state) => state.measure);
  const isOneCommunity = usePlanning((state) => state.community !== null);
  const community = names?.get(row.community);
  return (
    <>
      <span className="grid-name">
        <b>{labelOf(row.id)}</b>
        {row.fate === 'same' ? null : <i className={`fate ${row.fate}`}>{t(`plan.fate.${row.fate}`)}</i>}
        {row.isLocked ? <i className="fate">{t('plan.locked')}</i> : null}
        {isOneCommunity || !community ? null : <small>{name(community)}</small>}
      </span>
      <span>{measure ? measureText(t, measure, row.value) : ''}</span>
      <span className="load">
        {row.load === null ? null : (
          <>
            <span className="load-track" aria-hidden="true">
              <i
                className={row.load > 1 ? 'over' : ''}
                style={{ width: `${(Math.min(FULL_LOAD, row.load) / FULL_LOAD) * 100}%` }}
              />
            </span>
            <small>{timesText(row.load)}</small>
          </>
        )}
      </span>
      <span>{measure ? changeText(measure, row.change) : ''}</span>
      <span className={row.weaknesses.length > 0 ? 'tone-warn' : undefined} title={weakText(t, row)}>
        {row.weaknesses.length > 0 ? <Icon name="warning" size={11} /> : null} {row.compactness.toFixed(2)}
      </span>
    </>
  );
}

function timesText(load: number): string {
  return `×${load >= 10 ? Math.round(load) : load.toFixed(2)}`;
}

function weakText(t: TFunction, { weaknesses }: GridRow): string | undefined {
  if (weaknesses.length === 0) return undefined;
  return weaknesses
    .map(({ measure, value, why, wanted }) =>
      t(`plan.weak.${why}`, {
        what: t(`plan.compactness.${measure}`),
        value: value.toFixed(2),
        wanted: wanted.toFixed(2),
      }),
    )
    .join('\n');
}
