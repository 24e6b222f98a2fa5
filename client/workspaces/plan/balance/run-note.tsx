import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../../planning/use-draft.ts';
import { formatNumber } from '../../../ui/format.ts';
import { type BalanceRun, balanceStore, useBalance } from './balance-store.ts';

/** How far the search is and how even the best plan so far is; in the end what came of it. */
export function RunNote(props: { run: BalanceRun; isStale: boolean; hasProposal: boolean }) {
  const { t } = useTranslation();
  const { run, isStale, hasProposal } = props;
  return (
    <div className="balance-part balance-run">
      <div role="status">
        <p>{headline(run, hasProposal, t)}</p>
        {run.blocks > 0 && run.status === 'running' ? (
          <p className="muted">
            {t('plan.balance.blocks', { n: formatNumber(run.blocks) })}
            <BestSoFar />
          </p>
        ) : null}
        {run.result ? <Outcome result={run.result} /> : null}
        {isStale ? <p className="tone-warn">{t('plan.balance.stale')}</p> : null}
      </div>
      {run.status === 'running' ? (
        <div className="joined">
          <progress value={run.part} max={1} aria-label={t('plan.balance.running')} />
          <button type="button" className="button primary" onClick={balanceStore.stop}>
            {t('plan.balance.stop')}
          </button>
        </div>
      ) : null}
    </div>
  );
}

function headline(
  { status, blocks, result, message }: BalanceRun,
  hasProposal: boolean,
  t: TFunction,
): string {
  if (status === 'failed') return t('plan.balance.failed', { message });
  if (status === 'running') return `${t(blocks === 0 ? 'plan.balance.parting' : 'plan.balance.running')}…`;
  if (status === 'stopped') return t(hasProposal ? 'plan.balance.stopped' : 'plan.balance.stoppedEarly');
  return result?.reason ? t(`plan.balance.none.${result.reason}`) : t('plan.balance.done');
}

function BestSoFar() {
  const { t } = useTranslation();
  const variation = useBalance(({ review }) => review?.proposal.variation);
  if (!variation) return null;
  const { before, after } = variation;
  return (
    <>
      {' · '}
      {t('plan.spread.variation')} {before.toFixed(3)} → <b className="tone-ok">{after.toFixed(3)}</b>
    </>
  );
}

function Outcome({ result: { tight, inParts } }: { result: NonNullable<BalanceRun['result']> }) {
  const { t } = useTranslation();
  const plan = useDraft((state) => state.plan);
  const list = (all: readonly string[]) => all.join(t('listSeparator'));
  return (
    <>
      {tight.length > 0 ? (
        <p>
          {t('plan.balance.loosen', { limits: list(tight.map((one) => t(`plan.balance.limit.${one}`))) })}
        </p>
      ) : null}
      {inParts.length > 0 ? (
        <p className="tone-warn">
          {t('plan.balance.inParts', { codes: list(inParts.map((id) => plan?.grids.get(id)?.code ?? '?')) })}
        </p>
      ) : null}
    </>
  );
}
