import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../../live/use-live.ts';
import { formatAge, formatDistance } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import type { Candidate, Ranked } from './candidates.ts';

/** A unit that can be chosen: when it is there, what speaks against it, and what is to be confirmed. */
export function CandidateRow(props: {
  candidate: Candidate;
  isFirst: boolean;
  isAsked: boolean;
  /** Nothing can be chosen meanwhile, but the keyboard stays where it is: a refusal is answered by another press. */
  busy: boolean;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const name = useName();
  const { candidate, isFirst, isAsked, busy, onChoose } = props;
  const { code, ranked } = candidate;
  const unit = useLive('units').get(candidate.id)?.properties;
  const what = confirmText(t, candidate);
  return (
    <li>
      <button
        type="button"
        ref={isFirst ? focusOnce : undefined}
        aria-disabled={busy}
        title={ranked ? costText(t, ranked) : undefined}
        onClick={busy ? undefined : onChoose}
      >
        <b>{unit ? name(unit) : code}</b>
        <span className={ranked?.isInTime ? undefined : 'tone-warn'}>
          {ranked ? etaText(t, ranked) : '–'}
        </span>
        <small>
          {code}
          {unit ? ` · ${t(`unitVehicle.${unit.vehicle}`)} · ${t(`unitState.${unit.state}`)}` : ''}
          {ranked && !ranked.isInTime ? ` · ${t('dispatch.late')}` : ''}
        </small>
        {ranked?.freeLeft === 0 ? <small>{coverText(t, ranked)}</small> : null}
        {what === '' ? null : (
          <small className="tone-warn">{isAsked ? t('dispatch.confirmWhat', { what }) : what}</small>
        )}
        {isAsked ? <strong>{t('dispatch.confirm', { code })}</strong> : null}
      </button>
    </li>
  );
}

function confirmText(t: TFunction, { toConfirm, lacks, ranked }: Candidate): string {
  const separator = t('listSeparator');
  const skills = lacks.map((one) => t(`skill.${one}`)).join(separator);
  const left = formatAge((ranked?.shiftLeftSeconds ?? 0) * 1000);
  return toConfirm
    .map((one) => {
      if (one === 'lacks_skill' || one === 'lacks_required') return t('dispatch.skills.lacks', { skills });
      return one === 'off_soon' ? t('dispatch.offIn', { left }) : t(`dispatch.warning.${one}`);
    })
    .join(separator);
}

/** '3 min', or '3 min–5 min' where it is not sure. */
function etaText(t: TFunction, { earliestSeconds, latestSeconds }: Ranked): string {
  const [from, to] = [earliestSeconds, latestSeconds].map((seconds) => formatAge(seconds * 1000));
  return from === to ? `${to}` : t('dispatch.between', { from, to });
}

function coverText(t: TFunction, { moveUp }: Ranked): string {
  if (!moveUp) return t('dispatch.lastOfStreet');
  return t('dispatch.standIn', { code: moveUp.code, distance: formatDistance(moveUp.metres) });
}

function costText(t: TFunction, { cost }: Ranked): string {
  const parts = Object.entries({ ...cost, skills: cost.skills ?? 0 }).map(([part, seconds]) => [
    part,
    formatAge(seconds * 1000),
  ]);
  return t('dispatch.cost', Object.fromEntries(parts));
}

/** The list was asked for: Enter takes the best, Tab goes on. */
function focusOnce(button: HTMLButtonElement | null): void {
  if (button && !button.closest('ul')?.contains(document.activeElement)) button.focus();
}
