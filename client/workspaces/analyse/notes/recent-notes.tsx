import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisNote } from '../../../../core/contract/analysis-note.ts';
import { recentNotesQuery } from '../../../api/analysis-notes.ts';
import { viewStore } from '../../../state/view.ts';
import { formatDay } from '../../../ui/format.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { windowOfNote } from './note-time.ts';
import { SHEET_PARAMETER } from './sheet.ts';

/** The last notes on other maps: a press asks what was asked there, and shows all notes of that map. */
export function RecentNotes({ sheet }: { sheet: string | null }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const { data, error } = useQuery({ ...recentNotesQuery, enabled: isOpen });
  const others = data?.filter(
    ({ sheetId }, i) => sheetId !== sheet && data.findIndex((one) => one.sheetId === sheetId) === i,
  );
  return (
    <details className="recent-notes" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('notes.others')}</summary>
      <ProblemNote error={error} />
      {others?.length === 0 ? <p className="muted">{t('notes.noOthers')}</p> : null}
      <ul>
        {others?.map((note) => (
          <li key={note.id}>
            <button type="button" className="link-button" title={note.text} onClick={() => openSheet(note)}>
              {note.text}
            </button>
            <small>
              {t('notes.by', {
                who: note.createdByName ?? t('analysisRecord.nobody'),
                at: formatDay(Date.parse(note.createdAt)),
              })}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}

function openSheet(note: AnalysisNote): void {
  const { analyse } = viewStore.get();
  const { record: _, ...parameters } = analyse.parameters;
  viewStore.set({
    analyse: {
      ...analyse,
      question: note.question,
      window: windowOfNote(note),
      parameters: { ...parameters, [SHEET_PARAMETER]: note.sheetId },
    },
  });
}
