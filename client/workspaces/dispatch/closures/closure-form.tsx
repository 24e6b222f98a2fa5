import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoadHere } from '../../../../core/contract/closure.ts';
import { CLOSURE_REASONS, type ClosureReason } from '../../../../core/vocabulary.ts';
import { useCloseRoad } from '../../../api/closures.ts';
import { presentNow } from '../../../live/present-now.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { FormHead } from '../../../ui/form-head.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';
import { headingText } from '../../../ui/turn-text.ts';
import { RoadFacts, useMarked } from './road-look.tsx';

const HOUR_MS = 3_600_000;
/** Hours until it ends by itself; null: by hand. */
const SPANS = [null, 1, 2, 4, 8, 24] as const;
const WAYS = ['both', 'along', 'against'] as const;
type Way = (typeof WAYS)[number];

/** Why and for how long a road is closed; it is marked on the map meanwhile. */
export function ClosureForm({ road, onDone }: { road: RoadHere; onDone: () => void }) {
  const { t } = useTranslation();
  const close = useCloseRoad();
  const keyOf = useOnceKey();
  const [reason, setReason] = useState<ClosureReason>('crash');
  const [way, setWay] = useState<Way>('both');
  const [hours, setHours] = useState<number | null>(null);
  const [onFoot, setOnFoot] = useState(false);
  const { properties: p } = road;
  useMarked(road);
  useKeys({ Escape: onDone });
  const headingOf = { both: null, along: p.headingDegrees, against: (p.headingDegrees + 180) % 360 };
  const submit = (): void => {
    const untilAt = hours === null ? null : new Date(presentNow() + hours * HOUR_MS).toISOString();
    const span = { fromAt: null, untilAt };
    const input = { lng: p.lng, lat: p.lat, reason, headingDegrees: headingOf[way], onFoot, ...span };
    close.mutate({ input, key: keyOf(input) }, { onSuccess: onDone });
  };
  const ways = p.oneWay ? WAYS.slice(0, 1) : WAYS;
  return (
    <form className="closures inspector draft" aria-label={t('desks.closures.form')} {...submitBy(submit)}>
      <FormHead title={t('desks.closures.form')} onBack={onDone} />
      <div className="inspector-body fields">
        <RoadFacts road={road} />
        <label className="field">
          <span>{t('desks.closures.reason')}</span>
          <select
            ref={focusFirst}
            value={reason}
            onChange={(event) => setReason(event.target.value as ClosureReason)}
          >
            {CLOSURE_REASONS.map((one) => (
              <option key={one} value={one}>
                {t(`desks.closures.reasons.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <div className="field">
          <span>{t('desks.closures.ways')}</span>
          <Segmented
            label={t('desks.closures.ways')}
            value={way}
            onChange={setWay}
            choices={ways.map((value) => {
              const heading = headingOf[value];
              const label =
                heading === null
                  ? t('desks.closures.both')
                  : t('desks.closures.toward', { heading: headingText(t, heading) });
              return { value, label };
            })}
          />
        </div>
        <label className="field">
          <span>{t('desks.closures.until')}</span>
          <select
            value={hours ?? ''}
            onChange={(event) => setHours(event.target.value === '' ? null : Number(event.target.value))}
          >
            {SPANS.map((span) => (
              <option key={span} value={span ?? ''}>
                {span === null ? t('desks.closures.untilLifted') : t('desks.closures.hours', { n: span })}
              </option>
            ))}
          </select>
        </label>
        <label className="check">
          <input type="checkbox" checked={onFoot} onChange={() => setOnFoot(!onFoot)} />
          {t('desks.closures.onFoot')}
        </label>
        <p className="muted">{t('desks.closures.effect')}</p>
        <ProblemNote error={close.error} />
        <FormEnd submit={t('desks.closures.confirm')} ready={!close.isPending} onCancel={onDone} />
      </div>
    </form>
  );
}
