import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CordonChoices, CordonPlanned } from '../../../../core/contract/cordon.ts';
import { formatClock, formatSpan } from '../../../ui/format.ts';
import { useName } from '../../../ui/named.ts';
import { TIGHT_SECONDS } from './cordon-picture.ts';

/** Soonest first; more are shown on request. */
const FEW_GAPS = 5;
const FEW_WANTED = 3;

/** A plan in words: whether it closes, who stands where with how much to spare, and what stays open. */
export function PlanView({ plan }: { plan: CordonPlanned }) {
  const { t } = useTranslation();
  const { verdict, unitCount, gaps, wanted, completeAt, enclosedKm, isExact, assumes } = plan;
  const placeOf = usePlace();
  return (
    <>
      <p className={`cordon-verdict ${gaps.length > 0 ? 'tone-alert' : 'tone-ok'}`} role="status">
        {t(`cordon.verdict.${verdict}`, { n: unitCount, gaps: gaps.length })}
        {assumes === 'slow' ? ` ${t('cordon.assumesSlow')}` : ''}
      </p>
      <p className="muted">
        {t('cordon.enclosed', {
          km: enclosedKm.toFixed(1),
          time: completeAt ? formatClock(Date.parse(completeAt)) : '–',
        })}
        {isExact ? '' : ` ${t('cordon.notExact')}`}
      </p>
      <ol className="cordon-positions" aria-label={t('cordon.positions')}>
        {plan.positions.map((position) => (
          <li key={position.checkpointId ?? position.nodeId}>
            <b>{position.unit?.code ?? t('cordon.own')}</b>
            {position.unit ? <Spare seconds={position.slackSeconds.fast} /> : null}
            <small>{placeOf(position)}</small>
          </li>
        ))}
      </ol>
      <Gaps gaps={gaps} />
      {wanted.slice(0, FEW_WANTED).map((one) => (
        <p key={one.place.coordinates.join()} className="muted">
          {t('cordon.wanted', { place: placeOf(one), time: formatClock(Date.parse(one.byAt)) })}
        </p>
      ))}
    </>
  );
}

/** What stays open, and from when on. */
export function Gaps({ gaps }: Pick<CordonPlanned, 'gaps'>) {
  const { t } = useTranslation();
  const placeOf = usePlace();
  const [isAll, setIsAll] = useState(false);
  if (gaps.length === 0) return null;
  const shown = isAll ? gaps : gaps.slice(0, FEW_GAPS);
  return (
    <ul className="cordon-gaps" aria-label={t('cordon.gaps')}>
      {shown.map((gap) => (
        <li key={gap.place.coordinates.join()}>
          <b>{placeOf(gap)}</b>
          <small>
            {t(`cordon.gapReason.${gap.reason}`)}
            {gap.openFrom.fast
              ? ` · ${t('cordon.gapFrom', { time: formatClock(Date.parse(gap.openFrom.fast)) })}`
              : ''}
          </small>
        </li>
      ))}
      {gaps.length > shown.length ? (
        <li>
          <button type="button" className="link-button" onClick={() => setIsAll(true)}>
            {t('cordon.moreGaps', { n: gaps.length - shown.length })}
          </button>
        </li>
      ) : null}
    </ul>
  );
}

/** What a place of a cordon is called. */
export function usePlace(): (named: { nameZh: string; nameEn: string }) => string {
  const { t } = useTranslation();
  const nameOf = useName();
  return (named) => nameOf(named) || t('cordon.noName');
}

function Spare({ seconds }: { seconds: number | null }) {
  const { t } = useTranslation();
  if (seconds === null) return <span className="muted">{t('cordon.spareAny')}</span>;
  const time = formatSpan(Math.abs(seconds) * 1000);
  const tone = seconds < 0 ? 'tone-alert' : seconds < TIGHT_SECONDS ? 'tone-warn' : '';
  return <span className={tone}>{t(seconds < 0 ? 'cordon.tooLate' : 'cordon.spare', { time })}</span>;
}

export type Choice = CordonChoices['items'][number];

/** Plans against one another: units, enclosed roads, when the last is in place, least time to spare. */
export function ChoiceList(props: {
  choices: readonly Choice[] | undefined;
  isLoading: boolean;
  isChosen: (choice: Choice, index: number) => boolean;
  onChoose: (choice: Choice) => void;
}) {
  const { t } = useTranslation();
  const { choices, isLoading, isChosen, onChoose } = props;
  if (!choices) return isLoading ? <p className="muted">{t('cordon.choosing')}</p> : null;
  if (choices.length < 2) return <p className="muted">{t('cordon.noChoices')}</p>;
  const most = Math.max(1, ...choices.map(({ plan }) => plan.enclosedKm));
  return (
    <fieldset className="cordon-choices">
      <legend>{t('cordon.choices')}</legend>
      {choices.map((choice, i) => {
        const { aim, withinMinutes, plan } = choice;
        const spare = plan.leastSlackSeconds;
        return (
          <button
            key={`${aim} ${withinMinutes}`}
            type="button"
            className="cordon-row"
            aria-pressed={isChosen(choice, i)}
            onClick={() => onChoose(choice)}
          >
            <b>{t(`cordon.aim.${aim}`, { n: withinMinutes })}</b>
            <small>
              {t('cordon.choice', {
                units: plan.unitCount,
                km: plan.enclosedKm.toFixed(1),
                time: plan.completeAt ? formatClock(Date.parse(plan.completeAt)) : '–',
                spare: spare === null ? '–' : formatSpan(spare * 1000),
              })}
            </small>
            <span className="cordon-bar" style={{ width: `${(plan.enclosedKm / most) * 100}%` }} />
          </button>
        );
      })}
    </fieldset>
  );
}
