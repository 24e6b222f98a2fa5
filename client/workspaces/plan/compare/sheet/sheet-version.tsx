import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PlanDifference } from '../../../../../core/contract/plan-difference.ts';
import { formatClock, formatDay, formatNumber } from '../../../../ui/format.ts';
import { personName } from '../../../../ui/person-name.ts';
import type { VersionHead } from '../use-comparison.ts';

/** Which plan it is, beyond doubt: name, status, dates, certificate, and who made and approved it. */
export function SheetVersion(props: { label: string; head: VersionHead; told: PlanDifference['from'] }) {
  const { t } = useTranslation();
  const { label, head, told } = props;
  return (
    <section>
      <h2>{label}</h2>
      <p>
        <b>{told.name}</b>
      </p>
      <dl className="sheet-facts">
        {factsOf(t, head, told).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t('compare.hash')}</dt>
          <dd className="sheet-hash">{told.proofHash}</dd>
        </div>
      </dl>
    </section>
  );
}

function factsOf(
  t: TFunction,
  { plan, draft }: VersionHead,
  { seq }: PlanDifference['from'],
): [name: string, value: string][] {
  const at = (instant: string) =>
    `${formatDay(Date.parse(instant))} ${formatClock(Date.parse(instant)).slice(0, 5)}`;
  const by = (who: { name: string } | null, when: string | null) =>
    [who ? personName(t, who.name) : '', when ? at(when) : ''].filter((part) => part).join(' · ');
  const status = plan ? (plan.isInForce ? 'in_force' : 'superseded') : draft?.status;
  const facts: [string, string][] = [];
  if (status) facts.push([t('compare.status'), t(`draft.status.${status}`)]);
  if (plan)
    facts.push([
      t('compare.inForce'),
      plan.effectiveUntil
        ? `${at(plan.effectiveFrom)} – ${at(plan.effectiveUntil)}`
        : t('compare.since', { at: at(plan.effectiveFrom) }),
    ]);
  else if (seq !== null) facts.push([t('compare.asAfter'), t('plan.steps', { n: formatNumber(seq) })]);
  if (draft) {
    facts.push([t('compare.begun'), by(draft.createdBy, draft.createdAt)]);
    if (draft.authors.length > 0)
      facts.push([t('compare.editedBy'), draft.authors.map(({ name }) => personName(t, name)).join(', ')]);
    if (draft.submittedAt) facts.push([t('compare.submitted'), by(draft.submittedBy, draft.submittedAt)]);
  }
  const approved = draft?.approvedAt ? by(draft.approvedBy, draft.approvedAt) : '';
  facts.push([t('compare.approved'), approved || t(draft ? 'compare.notApproved' : 'compare.noRecord')]);
  return facts;
}
