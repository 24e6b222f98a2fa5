import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../../core/contract/permission.ts';
import { noteMarks } from '../../../analysis/note-marks.ts';
import { notesQuery } from '../../../api/analysis-notes.ts';
import { useSession } from '../../../api/session.ts';
import { useView } from '../../../state/view.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { useSplit } from '../split/use-split.ts';
import { NoteForm } from './note-form.tsx';
import { NoteItem } from './note-item.tsx';
import { RecentNotes } from './recent-notes.tsx';
import { sheetOf } from './sheet.ts';
import { useDraft } from './use-draft.ts';
import './notes.css';

/** What was noted on the map of this analysis, and by whom. The address names the sheet, so that a link shows the notes too. */
export function NotesPanel() {
  const { t } = useTranslation();
  const sheet = useView(sheetOf);
  const { data, error } = useQuery({ ...notesQuery(sheet ?? ''), enabled: sheet !== null });
  const notes = sheet ? data : undefined;
  const draft = useDraft();
  useEffect(() => {
    const placed = (notes ?? []).map(({ id, geometry, text }, i) => {
      const [lng, lat] = geometry.coordinates;
      return { id, number: i + 1, lng, lat, text };
    });
    noteMarks.set({ notes: placed });
  }, [notes]);
  useEffect(() => () => noteMarks.set({ notes: [], chosen: null }), []);
  const { chosen } = useSyncExternalStore(noteMarks.subscribe, noteMarks.get);
  return (
    <section className="panel-section analysis-notes" aria-labelledby="analysis-notes">
      <h3 className="panel-title" id="analysis-notes">
        {t('notes.title')}
      </h3>
      <ProblemNote error={error} />
      {notes?.length === 0 ? <p className="muted">{t('notes.none')}</p> : null}
      <ol>
        {notes?.map((note, i) => (
          <NoteItem key={note.id} note={note} number={i + 1} isChosen={note.id === chosen} draft={draft} />
        ))}
      </ol>
      {draft.draft ? <NoteForm draft={draft} open={draft.draft} /> : <Begin draft={draft} />}
      <RecentNotes sheet={sheet} />
    </section>
  );
}

function Begin({ draft }: { draft: ReturnType<typeof useDraft> }) {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const isSplit = useSplit() !== null;
  if (!mayDo(role, 'save_analysis')) return <p className="muted">{t('notes.mayNot')}</p>;
  if (isSplit) return <p className="muted">{t('notes.onMapOnly')}</p>;
  return (
    <div className="button-row">
      <button type="button" className="button" aria-pressed={draft.isPicking} onClick={draft.begin}>
        {t('notes.add')}
      </button>
      <button type="button" className="button" onClick={draft.beginInMiddle}>
        {t('notes.addInMiddle')}
      </button>
    </div>
  );
}
