import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { spacedCode } from '../../../../../core/patrol/place-code.ts';
import { useRenewCode } from '../../../../api/patrol-codes.ts';
import { formatDay } from '../../../../ui/format.ts';
import { useName } from '../../../../ui/named.ts';
import { ProblemNote } from '../../../../ui/problem-note.tsx';
import type { PlaceCode } from './codes-dialog.tsx';
import { QrPicture } from './qr-picture.tsx';

/** A place with its code: whether it is printed, and another code for it. */
export function CodeRow(props: { one: PlaceCode; isChosen: boolean; onChoose: () => void }) {
  const { t } = useTranslation();
  const name = useName();
  const { one, isChosen, onChoose } = props;
  const { place, code } = one;
  return (
    <li>
      <label className="check">
        <input type="checkbox" checked={isChosen} onChange={onChoose} />
        <QrPicture code={code.code} />
        <span>
          <b>{name(place)}</b>
          <small>
            {t(`patrols.oneOf.${place.kind}`)} ·{' '}
            {t('placeCodes.made', { day: formatDay(Date.parse(code.createdAt)) })}
          </small>
          <code>{spacedCode(code.code)}</code>
        </span>
      </label>
      <Renew one={one} />
    </li>
  );
}

/** Another code, once it was said what becomes of the sheet that hangs there. */
function Renew({ one: { place, code } }: { one: PlaceCode }) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const renew = useRenewCode();
  const yes = useRef<HTMLButtonElement>(null);
  const again = useRef<HTMLButtonElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    if (isAsked) yes.current?.focus();
    else if (wasAsked.current) again.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  const make = () => {
    setAsked(false);
    renew.mutate({ kind: code.kind, placeId: code.placeId });
  };
  const name = useName();
  return (
    <div className="code-renew">
      {isAsked ? (
        <p role="alert" className="tone-warn">
          {t('placeCodes.renewAsk')}{' '}
          <button ref={yes} type="button" className="link-button" onClick={make}>
            {t('placeCodes.renewYes')}
          </button>{' '}
          <button type="button" className="link-button" onClick={() => setAsked(false)}>
            {t('placeCodes.renewNo')}
          </button>
        </p>
      ) : (
        <button
          ref={again}
          type="button"
          className="button quiet"
          aria-label={t('placeCodes.renewOf', { place: name(place) })}
          onClick={() => setAsked(!renew.isPending)}
        >
          {t('placeCodes.renew')}
        </button>
      )}
      {renew.isSuccess && !isAsked ? (
        <small className="tone-ok" role="status">
          {t('placeCodes.renewed')}
        </small>
      ) : null}
      <ProblemNote error={renew.error} />
    </div>
  );
}
