import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { riskRank } from '../../../../core/case/risk-grade.ts';
import { riskPhase, runsUnsigned } from '../../../../core/case/risk-transitions.ts';
import { RISK_GRADES, RISK_KINDS, type RiskGrade, type RiskKind } from '../../../../core/case/vocabulary.ts';
import { codePrefix } from '../../../../core/contract/area-code.ts';
import type { Risk } from '../../../../core/contract/risk.ts';
import { useLive, useServerNow } from '../../../live/use-live.ts';
import { riskStateText } from '../../../ui/file-words.ts';
import { formatNumber, formatTime } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { useArea } from '../use-watch.ts';
import { NewFileButton } from './file-lists.tsx';
import { FilterSelect } from './filter-select.tsx';
import { openFile } from './open-file.ts';

/** The risk files of the area that are not done with, in the order of their beginning; what runs without a sign-off stands out. */
export function RiskTable() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<RiskKind | ''>('');
  const [grade, setGrade] = useState<RiskGrade | ''>('');
  const risks = useLive('risks');
  const prefix = codePrefix(useArea());
  const now = useServerNow(10_000);
  const rows = [...risks.values()]
    .filter(({ properties: p }) => p.areaCode.startsWith(prefix))
    .filter(({ properties: p }) => (kind === '' || p.kind === kind) && (grade === '' || p.grade === grade))
    .sort((a, b) => order(a) - order(b));
  const running = rows.filter(({ properties }) => riskPhase(properties, now) === 'running').length;
  const unsigned = rows.filter(({ properties }) => runsUnsigned(properties, now)).length;
  return (
    <>
      <div className="cases-filter">
        <FilterSelect
          label={t('case.page.kind')}
          value={kind}
          values={RISK_KINDS}
          word={(value) => t(`risk.kind.${value}`)}
          onChange={setKind}
        />
        <FilterSelect
          label={t('case.page.grade')}
          value={grade}
          values={RISK_GRADES}
          word={(value) => t(`risk.grade.${value}`)}
          onChange={setGrade}
        />
        <span className="muted" role="status">
          {t('case.page.riskCounts', { n: formatNumber(rows.length), running: formatNumber(running) })}
        </span>
        {unsigned > 0 ? <span className="tone-alert">{t('case.page.unsigned', { n: unsigned })}</span> : null}
        <NewFileButton noun="risks" />
      </div>
      {rows.length === 0 ? (
        <p className="muted">{t('case.page.risksEmpty')}</p>
      ) : (
        <Rows rows={rows} now={now} />
      )}
    </>
  );
}

function order({ properties: { startsAt } }: Risk): number {
  return Date.parse(startsAt);
}

function Rows({ rows, now }: { rows: readonly Risk[]; now: number }) {
  const { t } = useTranslation();
  const name = useName();
  const placeName = usePlaceName();
  const heads = [
    t('case.page.number'),
    t('case.page.name'),
    t('case.page.kind'),
    t('case.page.period'),
    t('case.page.grade'),
    t('case.page.owner'),
    t('case.page.status'),
  ];
  const time = (at: string) => formatTime(Date.parse(at), now);
  return (
    <table className="desk-table">
      <TableHead heads={heads} />
      <tbody>
        {rows.map((risk) => {
          const { id, properties: p } = risk;
          return (
            <tr key={id}>
              <td className="nowrap">{p.number}</td>
              <td>
                <button type="button" className="link-button" onClick={() => openFile('risks', risk)}>
                  {name(p)}
                </button>
                <small className="muted"> {placeName(p.areaCode)}</small>
              </td>
              <td>{t(`risk.kind.${p.kind}`)}</td>
              <td>
                {time(p.startsAt)} – {time(p.endsAt)}
              </td>
              <td className={riskRank(p.grade) === 2 ? 'tone-warn' : undefined}>
                {t(`risk.grade.${p.grade}`)}
              </td>
              <td>{t(`organisation.${p.owner}`)}</td>
              <td className={runsUnsigned(p, now) ? 'tone-alert' : undefined}>{riskStateText(t, p, now)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
