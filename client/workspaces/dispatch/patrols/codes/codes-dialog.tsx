import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatrolCode } from '../../../../../core/contract/patrol-check-in.ts';
import { patrolCodesQuery } from '../../../../api/patrol-codes.ts';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ProblemNote } from '../../../../ui/problem-note.tsx';
import { addWords } from '../../../../ui/words/late-words.ts';
import { placeCodesEn } from '../../../../ui/words/place-codes-en.ts';
import { placeCodesZh } from '../../../../ui/words/place-codes-zh.ts';
import { CodePaper } from './code-paper.tsx';
import { CodeRow } from './code-row.tsx';
import { type CodePlace, codesStore, type OpenCodes, useOpenCodes } from './codes-open.ts';
import './codes.css';

addWords('placeCodes', { zh: placeCodesZh, en: placeCodesEn });

/** Pictures that no phone can open: the page was opened on the machine itself. */
const OWN_MACHINE = /^(localhost|127\.|\[::1\])/;

/** The codes of some places: to be chosen from, printed, and made anew. */
export function CodesDialog() {
  const open = useOpenCodes();
  return open ? <Codes open={open} /> : null;
}

/** A place with its code. */
export interface PlaceCode {
  place: CodePlace;
  code: PatrolCode;
}

function Codes({ open: { title, places } }: { open: OpenCodes }) {
  const { t } = useTranslation();
  const asked = places.map(({ kind, placeId }) => ({ kind, placeId }));
  const { data, error, refetch } = useQuery(patrolCodesQuery(asked));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const all = (data ?? []).flatMap((code): PlaceCode[] => {
    const place = places.find(({ kind, placeId }) => kind === code.kind && placeId === code.placeId);
    return place ? [{ place, code }] : [];
  });
  const keyOf = ({ place }: PlaceCode) => `${place.kind} ${place.placeId}`;
  const chosen = all.filter((one) => !left.has(keyOf(one)));
  const toggle = (key: string) => {
    const next = new Set(left);
    if (!next.delete(key)) next.add(key);
    setLeft(next);
  };
  return (
    <>
      <Dialog
        title={t('placeCodes.title', { title })}
        className="codes-dialog"
        onClose={() => codesStore.set(null)}
      >
        <p className="muted">{t('placeCodes.hint')}</p>
        {OWN_MACHINE.test(location.hostname) ? (
          <p className="tone-warn">{t('placeCodes.ownMachine', { origin: location.origin })}</p>
        ) : (
          <p className="muted">{t('placeCodes.address', { origin: location.origin })}</p>
        )}
        {error ? <ProblemNote error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <p className="muted">{t('app.loading')}…</p> : null}
        <ul className="codes-list">
          {all.map((one) => (
            <CodeRow
              key={keyOf(one)}
              one={one}
              isChosen={!left.has(keyOf(one))}
              onChoose={() => toggle(keyOf(one))}
            />
          ))}
        </ul>
        <div className="button-row">
          <button
            type="button"
            className="button primary"
            disabled={chosen.length === 0}
            onClick={() => window.print()}
          >
            {t('placeCodes.print', { n: chosen.length })}
          </button>
        </div>
      </Dialog>
      <CodePaper codes={chosen} />
    </>
  );
}
