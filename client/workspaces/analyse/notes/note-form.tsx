import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisNoteInput } from '../../../../core/contract/analysis-note.ts';
import { useAddNote, useChangeNote } from '../../../api/analysis-notes.ts';
import { viewStore } from '../../../state/view.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { formatLngLat } from '../../../ui/format.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';
import { useParameter } from '../questions/parameter.ts';
import { SHEET_PARAMETER, sheetOf } from './sheet.ts';
import type { Draft, NoteDraft } from './use-draft.ts';

const MOST_LETTERS = 500;

/** The words of a note, and its place. */
export function NoteForm({ draft, open: { note, place } }: { draft: NoteDraft; open: Draft }) {
  const { t } = useTranslation();
  const [text, setText] = useState(note?.text ?? '');
  const [fresh] = useState(() => crypto.randomUUID());
  const [, setSheet] = useParameter(SHEET_PARAMETER, '');
  const add = useAddNote();
  const change = useChangeNote();
  const keyOf = useOnceKey();
  const id = useId();
  const isReady = text.trim() !== '' && !add.isPending && !change.isPending;
  const submit = () => {
    if (!isReady) return;
    const words = { text: text.trim(), geometry: pointOf(place) };
    if (note) return change.mutate({ note, change: words }, { onSuccess: draft.close });
    const input = inputOf(sheetOf(viewStore.get()) ?? fresh, words);
    const done = () => {
      setSheet(input.sheetId);
      draft.close();
    };
    add.mutate({ input, key: keyOf(input) }, { onSuccess: done });
  };
  const { onSubmit, onKeyDown } = submitBy(submit);
  return (
    <form
      className="note-form"
      aria-label={t(note ? 'notes.changeTitle' : 'notes.add')}
      onSubmit={onSubmit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !draft.isPicking) {
          event.preventDefault();
          event.stopPropagation();
          draft.close();
        } else onKeyDown(event);
      }}
    >
      <label htmlFor={id}>{t('notes.text')}</label>
      <textarea
        id={id}
        ref={focusFirst}
        rows={3}
        maxLength={MOST_LETTERS}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p className="muted">
        {formatLngLat(place.lng, place.lat)}{' '}
        <button type="button" className="link-button" onClick={draft.pickAnew}>
          {t('notes.pickAnew')}
        </button>
      </p>
      <p className="muted">{t('notes.privacy')}</p>
      <ProblemNote error={add.error ?? change.error} />
      <FormEnd submit={t('notes.save')} ready={isReady} onCancel={draft.close} />
    </form>
  );
}

function pointOf({ lng, lat }: Draft['place']): AnalysisNoteInput['geometry'] {
  return { type: 'Point', coordinates: [lng, lat] };
}

function inputOf(sheetId: string, words: Pick<AnalysisNoteInput, 'text' | 'geometry'>): AnalysisNoteInput {
  const { question, window } = viewStore.get().analyse;
  return {
    sheetId,
    ...words,
    question,
    from: window && new Date(window.fromMs).toISOString(),
    to: window && new Date(window.toMs).toISOString(),
  };
}
