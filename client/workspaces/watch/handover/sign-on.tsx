import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handover } from '../../../../core/contract/handover.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { useSignOn } from '../../../api/handovers.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive } from '../../../live/use-live.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';

/** The incoming signature; who signed off as well says why nobody else is there. */
export function SignOn({ handover }: { handover: Handover }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  const sign = useSignOn();
  const [reason, setReason] = useState('');
  const isAlone = handover.signedOffBy === account.id;
  if (!mayDo(account.role, 'hand_over')) return <p className="muted">{t('handover.mayNot')}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { id, version } = handover;
    sign.mutate({ id, version, aloneReason: isAlone ? reason : null });
  };
  return (
    <form className="handover-sign" aria-label={t('handover.signOn')} onSubmit={submit}>
      <span>{t('handover.signOnHint')}</span>
      {isAlone ? (
        <label>
          {t('handover.alone')}
          <input
            required
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      ) : null}
      <button type="submit" className="button primary" disabled={sign.isPending || !isLive}>
        {t('handover.signOnConfirm')}
      </button>
      <ProblemNote error={sign.error} />
    </form>
  );
}
