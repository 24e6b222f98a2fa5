import { useTranslation } from 'react-i18next';
import { formatDistance } from '../../../ui/format.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { measureText } from '../measure-text.ts';
import type { ReviewNow } from './use-review.ts';

const SPREADS = ['variation', 'maxToMean', 'gini'] as const;

/** How even the grids are before, with what is accepted, and with all; and what that costs. */
export function BalanceFigures({ review: { proposal, outlook } }: { review: ReviewNow }) {
  const { t } = useTranslation();
  const { borderFactor, leastCompactness, barrierMetres, dwellingsMoved, dwellings } = proposal;
  const percent = (part: number) => (100 * part).toFixed(1);
  return (
    <div className="balance-part">
      <table className="measure-table" aria-label={t('plan.balance.figures')}>
        <TableHead
          heads={[
            t('plan.evenness'),
            t('plan.balance.before'),
            t('plan.balance.soFar'),
            t('plan.balance.after'),
          ]}
          numbers={[1, 2, 3]}
        />
        <tbody>
          {SPREADS.map((name) => (
            <tr key={name}>
              <th scope="row" title={t(`plan.spread.${name}Hint`)}>
                {t(`plan.spread.${name}`)}
              </th>
              {(['before', 'soFar', 'after'] as const).map((when) => (
                <td key={when} className="number">
                  {outlook[when][name]?.toFixed(3) ?? '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="balance-cost">
        <dt>{t('plan.balance.border')}</dt>
        <dd>{t('plan.balance.borderIs', { percent: percent(borderFactor) })}</dd>
        <dt>{t('plan.balance.compactness')}</dt>
        <dd>
          {leastCompactness.before.toFixed(2)} → {leastCompactness.after.toFixed(2)}
        </dd>
        <dt>{t('plan.balance.barrierMetres')}</dt>
        <dd>
          {formatDistance(barrierMetres.before)} → {formatDistance(barrierMetres.after)}
        </dd>
        <dt>{t('plan.balance.moved')}</dt>
        <dd>
          {t('plan.balance.movedIs', {
            n: measureText(t, 'dwellings', dwellingsMoved),
            percent: percent(dwellings > 0 ? dwellingsMoved / dwellings : 0),
          })}
        </dd>
      </dl>
    </div>
  );
}
