import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RULE_KINDS, type RuleKind } from '../../../../core/vocabulary.ts';
import { suppressionsQuery, useSuppress, useUnsuppress } from '../../../api/alarm-rules.ts';
import { useSession } from '../../../api/session.ts';
import { serverNow } from '../../../live/live-set.ts';
import { formatTime } from '../../../ui/format.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';

/** What is held back on purpose: for which rule, where, until when, and why. */
export function Suppressions({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { data, error, refetch } = useQuery(suppressionsQuery);
  const end = useUnsuppress();
  const at = (iso: string) => formatTime(Date.parse(iso), serverNow());
  return (
    <section className="fields">
      <h3>{t('rule.suppression.title')}</h3>
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data?.length === 0 ? <p className="muted">{t('rule.suppression.empty')}</p> : null}
      <ul>
        {data?.map((one) => (
          <li key={one.id}>
            <b>{one.kind ? t(`alarm.kind.${one.kind}`) : t('rule.suppression.allRules')}</b> ·{' '}
            {placeName(one.areaCode)} · {at(one.fromAt)} –{' '}
            {one.untilAt ? at(one.untilAt) : t('rule.suppression.open')} · {one.reason}{' '}
            {mayEdit ? (
              <button
                type="button"
                className="link-button"
                disabled={end.isPending}
                onClick={() => end.mutate(one)}
              >
                {t('rule.suppression.end')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemNote error={end.error} />
      {mayEdit ? <SuppressForm /> : null}
    </section>
  );
}

const HOUR_MS = 3_600_000;

function SuppressForm() {
  const { t } = useTranslation();
  const { account } = useSession();
  const suppress = useSuppress();
  const keyOf = useOnceKey();
  const [kind, setKind] = useState<RuleKind | ''>('');
  const [areaCode, setAreaCode] = useState(account.scopeCode);
  const [hours, setHours] = useState('2');
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const now = serverNow();
    const untilAt = hours === '' ? null : new Date(now + Number(hours) * HOUR_MS).toISOString();
    const input = { kind: kind || null, areaCode, fromAt: new Date(now).toISOString(), untilAt, reason };
    const key = keyOf({ kind, areaCode, hours, reason });
    suppress.mutate({ input, key }, { onSuccess: () => setReason('') });
  };
  return (
    <form className="fields" aria-label={t('rule.suppression.add')} onSubmit={submit}>
      <label>
        {t('rule.suppression.rule')}
        <select value={kind} onChange={(event) => setKind(event.target.value as RuleKind | '')}>
          <option value="">{t('rule.suppression.allRules')}</option>
          {RULE_KINDS.map((value) => (
            <option key={value} value={value}>
              {t(`alarm.kind.${value}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {t('rule.suppression.area')}
        <input
          required
          inputMode="numeric"
          pattern="\d{6}(\d{3}){0,3}"
          value={areaCode}
          onChange={(event) => setAreaCode(event.target.value.trim())}
        />
      </label>
      <label>
        {t('rule.suppression.hours')}
        <input
          type="number"
          min={1}
          max={720}
          value={hours}
          onChange={(event) => setHours(event.target.value)}
        />
      </label>
      <label>
        {t('rule.suppression.reason')}
        <input
          required
          minLength={2}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <ProblemNote error={suppress.error} />
      <button type="submit" className="button" disabled={suppress.isPending}>
        {t('rule.suppression.add')}
      </button>
    </form>
  );
}
