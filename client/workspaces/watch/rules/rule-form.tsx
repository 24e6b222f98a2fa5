import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlarmRule, AlarmRulePatch } from '../../../../core/contract/alarm-rule.ts';
import { AREA_RULE_LEVELS, PRIORITIES } from '../../../../core/vocabulary.ts';
import { usePatchRule } from '../../../api/alarm-rules.ts';
import { HoursField } from '../../../ui/hours-field.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { priorityKey } from '../../../ui/words/graded.ts';

type Limits = Record<string, unknown>;

/** One rule: on or off, how urgent, when, and its limits. */
export function RuleForm({ rule, mayEdit }: { rule: AlarmRule; mayEdit: boolean }) {
  const { t } = useTranslation();
  const patch = usePatchRule();
  const [change, setChange] = useState<AlarmRulePatch>({});
  const now = { ...rule, ...change };
  const set = (more: AlarmRulePatch) => setChange({ ...change, ...more });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    patch.mutate({ rule, patch: change });
  };
  const isChanged = Object.keys(change).length > 0;
  return (
    <form className="fields" aria-label={t(`alarm.kind.${rule.kind}`)} onSubmit={submit}>
      <fieldset className="rule" disabled={!mayEdit || patch.isPending}>
        <legend>
          <label className="check">
            <input
              type="checkbox"
              checked={now.isOn}
              onChange={(event) => set({ isOn: event.target.checked })}
            />
            <b>{t(`alarm.kind.${rule.kind}`)}</b>
          </label>
        </legend>
        <label>
          {t('watch.fact.priority')}
          <select value={now.priority} onChange={(event) => set({ priority: Number(event.target.value) })}>
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {t(priorityKey(priority))}
              </option>
            ))}
          </select>
        </label>
        <LimitFields limits={now.limits as Limits} onChange={(limits) => set({ limits })} />
        <HoursField
          label={t('fence.form.hours')}
          empty={t('hours.always')}
          hours={now.hours ?? null}
          onChange={(hours) => set({ hours })}
        />
        {isChanged ? (
          <div className="button-row">
            <button type="submit" className="button primary">
              {t('app.save')}
            </button>
            <button type="button" className="button" onClick={() => setChange({})}>
              {t('app.cancel')}
            </button>
          </div>
        ) : null}
      </fieldset>
      <ProblemNote error={patch.error} />
    </form>
  );
}

/** The limits of any rule: numbers (empty: not watched), a level, areas, or a group of them. */
function LimitFields({ limits, onChange }: { limits: Limits; onChange: (limits: Limits) => void }) {
  const { t } = useTranslation();
  return Object.entries(limits).map(([name, value]) => {
    const label = t(`rule.limit.${name}` as 'rule.limit.seconds');
    const put = (next: unknown) => onChange({ ...limits, [name]: next });
    if (name === 'level')
      return (
        <label key={name}>
          {label}
          <select value={String(value)} onChange={(event) => put(event.target.value)}>
            {AREA_RULE_LEVELS.map((level) => (
              <option key={level} value={level}>
                {t(`levelLong.${level}`)}
              </option>
            ))}
          </select>
        </label>
      );
    if (Array.isArray(value))
      return (
        <label key={name}>
          {label}
          <input
            value={value.join(' ')}
            onChange={(event) => put(event.target.value.split(/[\s,，、]+/).filter(Boolean))}
          />
        </label>
      );
    if (typeof value === 'object' && value !== null)
      return (
        <fieldset key={name} className="field side-by-side">
          <legend>{label}</legend>
          <LimitFields limits={value as Limits} onChange={put} />
        </fieldset>
      );
    return (
      <label key={name}>
        {label}
        <input
          type="number"
          min={0}
          value={value === null ? '' : Number(value)}
          onChange={(event) => put(event.target.value === '' ? null : Number(event.target.value))}
        />
      </label>
    );
  });
}
