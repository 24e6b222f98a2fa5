import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerNow } from '../../../live/use-live.ts';
import { formatDay, formatNumber, formatTime } from '../../../ui/format.ts';
import { comparePlans } from './compare-plans.ts';
import type { Comparison, VersionHead } from './use-comparison.ts';

const NOW_EVERY_MS = 60_000;

/** Which two are compared, and what each is. */
export function SideChoice({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { compare, from, to } = comparison;
  return (
    <section className="panel-section compare-sides-choice" aria-label={t('compare.which')}>
      <Side
        label={t('compare.before')}
        head={from}
        comparison={comparison}
        onChange={(id) => comparePlans(id, compare.to)}
      />
      <button
        type="button"
        className="button"
        onClick={() => comparePlans(compare.to, compare.from)}
        title={t('compare.swapHint')}
      >
        ⇅ {t('compare.swap')}
      </button>
      <Side
        label={t('compare.after')}
        head={to}
        comparison={comparison}
        onChange={(id) => comparePlans(compare.from, id)}
      />
    </section>
  );
}

function Side(props: {
  label: string;
  head: VersionHead;
  comparison: Comparison;
  onChange: (id: string) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const { label, head, comparison } = props;
  const { plans, drafts } = comparison;
  const isListed = [...plans, ...drafts].some((one) => one.id === head.id);
  const inForce = plans.filter(({ isInForce }) => isInForce);
  const earlier = plans.filter(({ isInForce }) => !isInForce).toReversed();
  const dated = earlier.map((one) => ({
    ...one,
    name: `${one.name} · ${formatDay(Date.parse(one.effectiveFrom))}`,
  }));
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={head.id} onChange={({ target }) => props.onChange(target.value)}>
        {isListed ? null : <option value={head.id}>{head.name || t('compare.notListed')}</option>}
        <Group label={t('plan.new.inForce')} items={inForce} />
        <Group label={t('plan.new.earlier')} items={dated} />
        <Group label={t('plan.drafts')} items={drafts} />
      </select>
      <VersionFacts head={head} />
    </div>
  );
}

function Group({ label, items }: { label: string; items: readonly { id: string; name: string }[] }) {
  if (items.length === 0) return null;
  return (
    <optgroup label={label}>
      {items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}

function VersionFacts({ head: { plan, draft } }: { head: VersionHead }) {
  const { t } = useTranslation();
  const nowMs = useServerNow(NOW_EVERY_MS);
  if (plan) {
    const until = plan.effectiveUntil === null ? '' : formatDay(Date.parse(plan.effectiveUntil));
    const status = plan.isInForce ? 'in_force' : 'superseded';
    return (
      <p className="muted">
        <span className={`plan-status ${status}`}>{t(`draft.status.${status}`)}</span>{' '}
        {formatDay(Date.parse(plan.effectiveFrom))} – {until}
      </p>
    );
  }
  if (!draft) return null;
  return (
    <p className="muted">
      <span className={`plan-status ${draft.status}`}>{t(`draft.status.${draft.status}`)}</span>{' '}
      {t('plan.steps', { n: formatNumber(draft.seq) })} · {formatTime(Date.parse(draft.updatedAt), nowMs)}
    </p>
  );
}
