import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft, DraftStep } from '../../../../core/contract/draft.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { standingNumbers } from '../../../planning/own-steps.ts';
import { planning } from '../../../planning/planning.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { formatTime } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { VirtualList } from '../../../ui/virtual-list.tsx';

const NOW_EVERY_MS = 60_000;
const ROW_PX = 44;

/** What was done to the draft, the last first; what was taken back is struck. A press shows the grids of its community. */
export function StepList() {
  const { t } = useTranslation();
  const steps = useDraft((state) => state.steps);
  const draft = useDraft((state) => state.draft);
  const standing = useMemo(() => standingNumbers(steps), [steps]);
  const done = useMemo(() => steps.filter(({ act }) => act === 'do').toReversed(), [steps]);
  if (done.length === 0) return <p className="note muted">{t('plan.noSteps')}</p>;
  return (
    <VirtualList
      items={done}
      idOf={({ key }) => key}
      label={t('plan.tab.steps')}
      estimatedPx={ROW_PX}
      initialId={null}
      onOpen={({ communities: [community = null] }) => planning.set({ community })}
      row={(step) => <StepCells step={step} draft={draft} holds={standing.has(step.seq)} />}
    />
  );
}

function StepCells({ step, draft, holds }: { step: DraftStep; draft: Draft | null; holds: boolean }) {
  const { t } = useTranslation();
  const nowMs = useServerNow(NOW_EVERY_MS);
  const placeName = usePlaceName();
  const { account } = useSession();
  const author = draft?.authors.find(({ id }) => id === step.accountId);
  const who =
    step.accountId === account.id ? t('plan.you') : author ? personName(t, author.name) : t('app.unknown');
  const what = t(`plan.step.${step.kind}`, { defaultValue: step.kind });
  return (
    <span className="step-cells">
      <span>
        {holds ? what : <s>{what}</s>}
        {holds ? null : <small> {t('plan.takenBack')}</small>}
      </span>
      <small className="muted">
        {step.communities.map((code) => placeName(code)).join(t('listSeparator'))}
      </small>
      <small className="muted">
        {who} · {formatTime(Date.parse(step.at), nowMs)}
      </small>
    </span>
  );
}
