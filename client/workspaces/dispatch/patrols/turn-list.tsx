import { useTranslation } from 'react-i18next';
import type { TurnStep } from '../../../../core/network/turn-steps.ts';
import { useView } from '../../../state/view.ts';
import { formatDistance } from '../../../ui/format.ts';
import { turnText } from '../../../ui/turn-text.ts';

/** How to drive to a stop, turn by turn. */
export function TurnList({ steps, isAsked }: { steps: readonly TurnStep[] | undefined; isAsked: boolean }) {
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  if (!steps) return isAsked ? <p className="muted patrol-turns">{t('app.loading')}…</p> : null;
  return (
    <ol className="patrol-turns">
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the order is what they are
        <li key={at}>
          {turnText(t, step, language)}
          {step.metres > 0 ? <span className="muted"> {formatDistance(step.metres)}</span> : null}
        </li>
      ))}
    </ol>
  );
}
