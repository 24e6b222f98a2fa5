import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cityShift } from '../../../../core/city-time.ts';
import type { HandoverDraft } from '../../../../core/contract/handover.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { afterWrite } from '../../../api/after-write.ts';
import { draftQuery, handoverQuery, useSignOff } from '../../../api/handovers.ts';
import { useSession } from '../../../api/session.ts';
import { presentNow } from '../../../live/present-now.ts';
import { useIsLive } from '../../../live/use-live.ts';
import { cityZone } from '../../../ui/city-zone.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { personName } from '../../../ui/person-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { inputText, instantOfInput } from '../../../ui/wall-input.ts';
import { PreviousNotes } from './notes-view.tsx';
import { SummaryView } from './summary-view.tsx';
import { usePlainTime } from './use-plain-time.ts';

/** The present shift: what would be handed over now, notes for the next, and the signature. */
export function Draft({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState<string | null>(null);
  const { data, error, refetch } = useQuery(draftQuery(from));
  return (
    <div className="handover-main">
      {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <Head draft={data} from={from} onFrom={setFrom} onRefresh={() => void refetch()} />
          {data.previous?.state === 'signed_off' ? (
            <Waiting previous={data.previous} onOpen={onOpen} />
          ) : (
            <SignOff draft={data} onSigned={onOpen} />
          )}
          {data.previous ? <PreviousOf id={data.previous.id} /> : null}
          <SummaryView summary={data.summary} nowMs={Date.parse(data.asOf)} isDraft />
        </>
      ) : error ? null : (
        <p className="muted">{t('app.loading')}…</p>
      )}
    </div>
  );
}

function Head(props: {
  draft: HandoverDraft;
  from: string | null;
  onFrom: (from: string | null) => void;
  onRefresh: () => void;
}) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const { summary, previous } = props.draft;
  return (
    <div className="handover-head">
      <h3>
        {t('handover.draft')} · {t(`handover.shift.${summary.shift}`)} ·{' '}
        {t('handover.period', { from: at(summary.from), to: at(summary.to) })}
      </h3>
      <BeginChoice from={props.from} onFrom={props.onFrom} lastTo={previous?.to ?? null} />
      <button type="button" className="button" onClick={props.onRefresh}>
        {t('handover.refresh')}
      </button>
      <button type="button" className="button" onClick={() => window.print()}>
        {t('handover.print')}
      </button>
    </div>
  );
}

/** From when the shift counts: the last handover, the start by the shift plan, or any time. */
function BeginChoice(props: {
  from: string | null;
  onFrom: (from: string | null) => void;
  lastTo: string | null;
}) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const { from, lastTo, onFrom } = props;
  const start = new Date(cityShift(cityZone(), presentNow()).startMs).toISOString();
  const [isOther, setOther] = useState(false);
  const choice = isOther ? 'other' : from === start ? 'shift' : 'last';
  const choose = (next: string) => {
    setOther(next === 'other');
    if (next !== 'other') onFrom(next === 'shift' ? start : null);
  };
  return (
    <span className="handover-begin">
      <label>
        {t('handover.begin')}{' '}
        <select value={choice} onChange={(event) => choose(event.target.value)}>
          <option value="last">
            {lastTo
              ? t('handover.beginLast', { at: at(lastTo) })
              : t('handover.beginShift', { at: at(start) })}
          </option>
          {lastTo ? <option value="shift">{t('handover.beginShift', { at: at(start) })}</option> : null}
          <option value="other">{t('handover.beginOther')}</option>
        </select>
      </label>
      {isOther ? (
        <input
          type="datetime-local"
          aria-label={t('handover.begin')}
          defaultValue={inputText(Date.parse(from ?? start))}
          onChange={(event) => {
            const ms = instantOfInput(event.target.value);
            if (ms !== undefined) onFrom(new Date(ms).toISOString());
          }}
        />
      ) : null}
    </span>
  );
}

function Waiting(props: { previous: NonNullable<HandoverDraft['previous']>; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const { id, shift, signedOffByName, signedOffAt } = props.previous;
  const by = signedOffByName ? personName(t, signedOffByName) : t('app.unknown');
  return (
    <p className="handover-note tone-warn" role="status">
      {t('handover.waiting', { shift: t(`handover.shift.${shift}`), by, at: at(signedOffAt) })}{' '}
      <button type="button" className="button primary" onClick={() => props.onOpen(id)}>
        {t('handover.signOn')}
      </button>
    </p>
  );
}

function SignOff({ draft, onSigned }: { draft: HandoverDraft; onSigned: (id: string) => void }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  const sign = useSignOff();
  const keyOf = useOnceKey();
  const [asking, setAsking] = useState(false);
  const { from } = draft.summary;
  if (!mayDo(account.role, 'hand_over')) return <p className="muted">{t('handover.mayNot')}</p>;
  const send = () =>
    afterWrite(sign.mutateAsync({ from, key: keyOf([from, draft.previous?.id ?? null]) }), ({ id }) =>
      onSigned(id),
    );
  return (
    <div className="handover-sign">
      <button
        type="button"
        className="button"
        aria-expanded={asking}
        disabled={!isLive}
        title={isLive ? undefined : t('past.noEditing')}
        onClick={() => setAsking(!asking)}
      >
        {t('handover.signOff')}
      </button>
      {asking ? (
        <>
          <span>{t('handover.signOffHint')}</span>
          <button type="button" className="button primary" disabled={sign.isPending} onClick={send}>
            {t('handover.signOffConfirm')}
          </button>
        </>
      ) : null}
      <ProblemNote error={sign.error} />
    </div>
  );
}

/** The notes that the shift before was left with. */
function PreviousOf({ id }: { id: string }) {
  const { data } = useQuery(handoverQuery(id));
  return data ? <PreviousNotes summary={data.summary} /> : null;
}
