import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { spacedCode } from '../../../../../core/patrol/place-code.ts';
import { useSession } from '../../../../api/session.ts';
import { formatDay } from '../../../../ui/format.ts';
import { words } from '../../../../ui/words/start-words.ts';
import type { PlaceCode } from './codes-dialog.tsx';
import { QrPicture } from './qr-picture.tsx';
import '../../../../ui/paper.css';

/** The sheets to be cut apart and hung up: six to a page of A4, each in both languages. Not to be seen on the screen. */
export function CodePaper({ codes }: { codes: readonly PlaceCode[] }) {
  const { t } = useTranslation();
  return createPortal(
    <section className="code-paper sheet-paper paper" aria-label={t('placeCodes.sheets')}>
      {codes.map((one) => (
        <Label key={`${one.place.kind} ${one.place.placeId}`} one={one} />
      ))}
    </section>,
    document.body,
  );
}

function Label({ one: { place, code } }: { one: PlaceCode }) {
  const { cityNameZh, cityNameEn } = useSession();
  const [zh, en] = [words.getFixedT('zh'), words.getFixedT('en')];
  return (
    <article className="code-label">
      <header>
        <b lang="zh-CN">
          {cityNameZh} {zh('placeCodes.label.what')}
        </b>
        <span lang="en">
          {cityNameEn} · {en('placeCodes.label.what')}
        </span>
      </header>
      <QrPicture code={code.code} />
      <div>
        <h2 lang="zh-CN">{place.nameZh}</h2>
        <p lang="en">{place.nameEn}</p>
        <code>{spacedCode(code.code)}</code>
        <p lang="zh-CN">{zh('placeCodes.label.how')}</p>
        <p lang="en">{en('placeCodes.label.how')}</p>
      </div>
      <footer>{formatDay(Date.parse(code.createdAt))}</footer>
    </article>
  );
}
