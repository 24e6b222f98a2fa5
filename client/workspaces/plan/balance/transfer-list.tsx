import { useTranslation } from 'react-i18next';
import type { PlanStep } from '../../../../core/plan/balance/plan-steps.ts';
import { useGridLabel } from '../../../planning/use-grid-label.ts';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { balanceStore, useBalance } from './balance-store.ts';
import { flyToTransfer } from './fly-to-transfer.ts';
import type { Fate } from './review.ts';
import { amountsText, loadText } from './transfer-text.ts';
import type { ReviewNow } from './use-review.ts';

const ROW_PX = 46;

/** All transfers in their order; the pointer shows one on the map, a press goes on from there. */
export function TransferList({ review }: { review: ReviewNow }) {
  const { t } = useTranslation();
  const { proposal, fates, at } = review;
  const items = proposal.steps.map((step, number) => ({ step, number, fate: fates[number] ?? 'open' }));
  const accepted = fates.filter((fate) => fate === 'accepted').length;
  return (
    <div className="balance-list">
      <h3 className="panel-title">{t('plan.balance.count', { n: proposal.steps.length, accepted })}</h3>
      <VirtualList
        items={items}
        idOf={({ number }) => String(number)}
        label={t('plan.balance.transfers')}
        estimatedPx={ROW_PX}
        initialId={String(at)}
        followedId={String(at)}
        onOpen={({ number, step }) => {
          balanceStore.look(number);
          flyToTransfer(step, 'if away');
        }}
        classOf={({ number, fate }) => `${fate} ${number === at ? 'chosen' : ''}`}
        row={(item) => <TransferCells {...item} />}
      />
    </div>
  );
}

function TransferCells({ step, number, fate }: { step: PlanStep; number: number; fate: Fate }) {
  const { t } = useTranslation();
  const told = useBalance((state) => state.told);
  const labelOf = useGridLabel();
  const [from, to] = [labelOf(step.from), labelOf(step.to)];
  return (
    <span
      className="transfer-cells"
      onPointerEnter={() => balanceStore.hover(number)}
      onPointerLeave={() => balanceStore.hover(null)}
    >
      <span>
        <b>{number + 1}</b> {t('plan.balance.gives', { from, to })}
        {fate === 'open' ? null : <i className={`fate ${fate}`}>{t(`plan.balance.fate.${fate}`)}</i>}
      </span>
      <small className="muted">{amountsText(t, step, told)}</small>
      <small className="muted">
        {from} {loadText(step.before.from, step.after.from)} · {to} {loadText(step.before.to, step.after.to)}
      </small>
    </span>
  );
}
