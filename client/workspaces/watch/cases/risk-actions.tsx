import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NEXT_BY_ACT, riskRefusal } from '../../../../core/case/risk-transitions.ts';
import { RISK_RESULTS, type RiskAct, type RiskResult } from '../../../../core/case/vocabulary.ts';
import { type Action, mayDo } from '../../../../core/contract/permission.ts';
import type { Because } from '../../../../core/contract/reason.ts';
import type { Risk } from '../../../../core/contract/risk.ts';
import type { AccountRole } from '../../../../core/vocabulary.ts';
import { afterWrite } from '../../../api/after-write.ts';
import { useRiskStep } from '../../../api/risks.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { openRiskDraft } from '../../../ui/draft.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { noteMasked } from '../incident/masked-note.tsx';
import { ActButtons, AskForm, ChoiceField, type Offer, TextField } from './act-buttons.tsx';
import './cases.css';

const MAIN: readonly RiskAct[] = ['submit', 'sign_off', 'evaluate'];
/** Acts whose reason may be left out. */
const FREE: readonly RiskAct[] = ['submit', 'sign_off'];
const ACTION_OF: Partial<Record<RiskAct, Action>> = { sign_off: 'sign_risk', return: 'sign_risk' };

/** Every step that may follow for a risk file; those that can not be taken, by whom or yet, say why. */
export function RiskActions({ risk }: { risk: Risk }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const now = useServerNow(10_000);
  const step = useRiskStep();
  const [asking, setAsking] = useState<RiskAct | null>(null);
  const actor = { accountId: account.id, scopeCode: account.scopeCode };
  const acts = Object.keys(NEXT_BY_ACT[risk.properties.status]) as RiskAct[];
  const offers = acts.map(
    (act): Offer<RiskAct> => ({
      act,
      word: t(`risk.act.${act}`),
      why: forbidden(account.role, act) ?? riskRefusal(risk.properties, act, actor, now),
      isMain: MAIN.includes(act),
    }),
  );
  const ask = (act: RiskAct) => {
    if (act === 'edit') openRiskDraft(risk);
    else setAsking(act === asking ? null : act);
  };
  const send = (act: RiskAct, json: { reason: string }) =>
    afterWrite(step.mutateAsync({ risk, act, json }), (after) => {
      noteMasked(risk.id, json.reason, after.properties.lastReason);
      setAsking(null);
    });
  return (
    <div className="actions">
      <ActButtons offers={offers} asking={asking} busy={step.isPending} onAsk={ask} />
      {asking && acts.includes(asking) ? (
        <StepForm
          key={asking}
          act={asking}
          busy={step.isPending}
          onSubmit={(json) => send(asking, json)}
          onCancel={() => setAsking(null)}
        />
      ) : null}
      <ProblemNote error={step.error} />
    </div>
  );
}

function forbidden(role: AccountRole, act: RiskAct): Because | undefined {
  const action = ACTION_OF[act] ?? 'edit_case';
  return mayDo(role, action) ? undefined : { reason: 'role_forbids', params: { role, action } };
}

function StepForm(props: {
  act: RiskAct;
  busy: boolean;
  onSubmit: (json: { reason: string }) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const { act } = props;
  const [reason, setReason] = useState('');
  const [result, setResult] = useState<RiskResult | ''>('');
  const isFree = FREE.includes(act);
  const asked = act === 'evaluate' ? { result } : {};
  return (
    <AskForm
      title={t(`risk.act.${act}`)}
      ready={(isFree || reason.trim() !== '') && !(act === 'evaluate' && result === '')}
      busy={props.busy}
      onSubmit={() => props.onSubmit({ ...asked, reason: reason.trim() })}
      onCancel={props.onCancel}
    >
      {act === 'evaluate' ? (
        <ChoiceField
          label={t('risk.form.result')}
          value={result}
          values={RISK_RESULTS}
          word={(value) => t(`risk.result.${value}`)}
          onChange={setResult}
        />
      ) : null}
      <TextField
        label={t(isFree ? 'risk.form.opinion' : 'risk.form.reason')}
        value={reason}
        onChange={setReason}
        required={!isFree}
        isFirst
      />
    </AskForm>
  );
}
