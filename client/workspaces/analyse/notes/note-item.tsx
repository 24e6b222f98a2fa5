import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisNote } from '../../../../core/contract/analysis-note.ts';
import { noteMarks } from '../../../analysis/note-marks.ts';
import { useRemoveNote } from '../../../api/analysis-notes.ts';
import { useSession } from '../../../api/session.ts';
import { mapHost } from '../../../map/map-host.ts';
import { useView } from '../../../state/view.ts';
import { formatClock, formatDay } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { noteTime } from './note-time.ts';
import type { NoteDraft } from './use-draft.ts';

const NEAR_ZOOM = 14;

interface Props {
  note: AnalysisNote;
  number: number;
  isChosen: boolean;
  draft: NoteDraft;
}

/** A note with who wrote it and when, and what it was written about where that is not what is looked at now. */
export function NoteItem({ note, number, isChosen, draft }: Props) {
  const { t } = useTranslation();
  const { account } = useSession();
  const { question, window } = useView((view) => view.analyse);
  const item = useRef<HTMLLIElement>(null);
  const remove = useRemoveNote();
  const [isAsking, setIsAsking] = useState(false);
  const [lng, lat] = note.geometry.coordinates;
  useEffect(() => {
    if (isChosen) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  const atMs = Date.parse(note.createdAt);
  const about = noteTime(t, note, question, window);
  return (
    <li ref={item} className={isChosen ? 'chosen' : undefined} data-note={note.id}>
      <button
        type="button"
        className="note-press"
        aria-pressed={isChosen}
        title={t('notes.show')}
        onClick={() => noteMarks.set({ chosen: isChosen ? null : note.id })}
      >
        <b>{number}</b>
        <span>{note.text}</span>
      </button>
      <button
        type="button"
        className="icon-button small"
        aria-label={t('notes.fly', { number })}
        title={t('notes.fly', { number })}
        onClick={() => mapHost.flyTo({ lng, lat, zoom: NEAR_ZOOM })}
      >
        <Icon name="fly" size={12} />
      </button>
      <small>
        {t('notes.by', {
          who: note.createdByName ?? t('analysisRecord.nobody'),
          at: `${formatDay(atMs)} ${formatClock(atMs).slice(0, 5)}`,
        })}
        {note.version > 1 ? ` ${t('notes.changed')}` : ''}
        {about ? ` ${about}` : ''}
      </small>
      {note.createdBy === account.id ? (
        <p className="note-acts">
          <button type="button" className="link-button" onClick={() => draft.change(note)}>
            {t('notes.change')}
          </button>
          <button
            type="button"
            className={`link-button ${isAsking ? 'tone-alert' : ''}`}
            disabled={remove.isPending}
            onBlur={() => setIsAsking(false)}
            onClick={() => (isAsking ? remove.mutate(note) : setIsAsking(true))}
          >
            {t(isAsking ? 'notes.removeSurely' : 'notes.remove')}
          </button>
        </p>
      ) : null}
      <ProblemNote error={remove.error} />
    </li>
  );
}
