import { useTranslation } from 'react-i18next';
import type { Coverage } from '../../../../core/contract/coverage.ts';
import { GUARD_MINUTES } from '../../../../core/coverage/vocabulary.ts';
import { NETS } from '../../../../core/vocabulary.ts';
import { formatNumber, formatShare } from '../../../ui/format.ts';
import { NetMark } from '../../../ui/symbol.tsx';
import type { CoverageModel, Measured } from './coverage-model.ts';
import { useCoverageSettings } from './coverage-settings.ts';

/** Which share each net covers in time, and the chosen ones together; each row says what covering means for its net. */
export function CoverageTable({ coverage, model }: { coverage: Coverage; model: CoverageModel }) {
  const { t } = useTranslation();
  const { nets, measure } = useCoverageSettings();
  const all = model.all[measure];
  const share = ({ [measure]: covered }: Measured) => (
    <>
      <td className="bar">
        <progress className="share-bar" max={1} value={all > 0 ? covered / all : 0} aria-hidden="true" />
      </td>
      <td>{formatShare(covered, all)}</td>
    </>
  );
  return (
    <table className="coverage-table">
      <caption className="visually-hidden">{t('coverage.table')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('coverage.net')}</th>
          <th scope="col" colSpan={2}>
            {t(`coverage.measure.${measure}`)}
          </th>
          <th scope="col">{t('coverage.duty')}</th>
        </tr>
      </thead>
      <tbody>
        {NETS.map((net) => {
          const { covering, idle } = coverage.nets[net];
          const counts = { covering: formatNumber(covering), idle: formatNumber(idle) };
          return (
            <tr
              key={net}
              className={nets.includes(net) ? '' : 'left-out'}
              title={t(`coverage.means.${net}`, { n: GUARD_MINUTES })}
            >
              <th scope="row">
                <NetMark net={net} size={12} /> {t(`coverage.add.${net}`)}
              </th>
              {share(model.byNet[net])}
              <td title={t('coverage.dutyHint', counts)}>
                {`${formatNumber(covering)}/${formatNumber(covering + idle)}`}
              </td>
            </tr>
          );
        })}
        <tr className="together">
          <th scope="row">{t('coverage.together')}</th>
          {share(model.together)}
          <td />
        </tr>
      </tbody>
    </table>
  );
}
