import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoadHere } from '../../../../core/contract/closure.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { FormHead } from '../../../ui/form-head.tsx';
import { formatDistance } from '../../../ui/format.ts';
import { useKeys } from '../../../ui/keys.ts';
import { focusFirst } from '../../../ui/submit.ts';
import { approachesOf } from './turn-approaches.ts';
import { useTurnText } from './turn-rule-text.ts';
import { Rules } from './turns-in-view.tsx';

/** What is known of a road: how long it is, and the rules of turns at its ends. Without `onClose` it may not be closed. */
export function RoadLook(props: { road: RoadHere; onBack: () => void; onClose: (() => void) | undefined }) {
  const { road, onBack, onClose } = props;
  const { t } = useTranslation();
  useMarked(road);
  useKeys({ Escape: onBack });
  return (
    <section className="closures inspector" aria-label={t('turnRules.road')}>
      <FormHead title={t('turnRules.road')} onBack={onBack} />
      <div className="inspector-body fields">
        <RoadFacts road={road} />
        {onClose ? (
          <button ref={focusFirst} type="button" className="button" onClick={onClose}>
            {t('turnRules.close')}
          </button>
        ) : null}
      </div>
    </section>
  );
}

/** The road is marked on the map as long as it is looked at. */
export function useMarked({ geometry, properties: { lng, lat } }: RoadHere): void {
  useEffect(() => {
    const tone = 'accent' as const;
    overPicture.set('closing', [
      { geometry, tone, weight: 3, dashed: true },
      { geometry: { type: 'Point', coordinates: [lng, lat] }, tone, weight: 1 },
    ]);
    return () => overPicture.clear('closing');
  }, [geometry, lng, lat]);
}

/** Its name, its length and its turns. */
export function RoadFacts({ road: { id, properties } }: { road: RoadHere }) {
  const { t } = useTranslation();
  const { nameOf, goingText } = useTurnText();
  const approaches = approachesOf(properties.turnRules);
  const own = approaches.filter(({ first }) => first.properties.roadId === id);
  const others = approaches.filter(({ first }) => first.properties.roadId !== id);
  return (
    <>
      <p className="closure-road">
        <b>{nameOf(properties)}</b>
        <small className="muted">
          {t('desks.closures.length', { distance: formatDistance(properties.lengthMetres) })}
        </small>
      </p>
      <section className="turn-rules" aria-label={t('turnRules.ofRoad')}>
        {approaches.length === 0 ? <p className="muted">{t('turnRules.roadNone')}</p> : null}
        {[['from', own] as const, ['into', others] as const].map(([which, some]) =>
          some.length === 0 ? null : (
            <div key={which}>
              <h3>{t(`turnRules.${which}`)}</h3>
              <ul aria-label={t(`turnRules.${which}`)}>
                {some.map((one) => (
                  <li key={one.id}>
                    <b>
                      {which === 'from'
                        ? goingText(one.first)
                        : `${nameOf(one.first.properties)} · ${goingText(one.first)}`}
                    </b>
                    <Rules rules={one.rules} />
                  </li>
                ))}
              </ul>
            </div>
          ),
        )}
        {approaches.length > 0 ? <p className="muted">{t('turnRules.obeyed')}</p> : null}
      </section>
    </>
  );
}
