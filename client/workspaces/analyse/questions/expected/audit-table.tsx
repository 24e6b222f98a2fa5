import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AreaShare } from '../../../../../core/hotspot/expectation.ts';
import type { ExpectationModel } from '../../../../../core/hotspot/expected-counts.ts';
import type { ExpectationMade } from '../../../../analysis/expectation-job.ts';
import { usePlaceName } from '../../../../ui/place-name.ts';
import { auditOf } from './expected-cells.ts';

const MOST_ROWS = 12;

/** Which areas the forecast would have sent patrols to over the back-test, beside their share of the incidents. */
export function AuditTable(props: { made: ExpectationMade; model: ExpectationModel; share: AreaShare }) {
  const { t } = useTranslation();
  const { made, model, share } = props;
  const placeName = usePlaceName();
  const rows = useMemo(() => auditOf(made, model, share), [made, model, share]);
  return (
    <section aria-label={t('expected.audit')}>
      <h3 className="cell-head">{t('expected.audit')}</h3>
      <table className="back-test-table">
        <thead>
          <tr>
            <th scope="col">{t('expected.column.area')}</th>
            <th scope="col">{t('expected.column.earlier')}</th>
            <th scope="col">{t('expected.column.later')}</th>
            <th scope="col">{t('expected.column.incidents')}</th>
            <th scope="col">{t('expected.column.ground')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map(({ code, earlier, later, incidents, ground }) => (
            <tr key={code} data-area={code}>
              <th scope="row">{code === '' ? t('expected.nowhere') : breakable(placeName(code))}</th>
              {[earlier, later, incidents, ground].map((value, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: four columns that never change their order
                <td key={i}>{`${(100 * value).toFixed(0)}%`}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="muted">
        {rows.length > MOST_ROWS ? t('expected.auditMore', { n: rows.length - MOST_ROWS }) : null}
        {t('expected.auditNote')}
      </p>
    </section>
  );
}

/** Five columns are narrow: names may break here. */
function breakable(name: string): string {
  return name.replaceAll('\u00a0', ' ');
}
