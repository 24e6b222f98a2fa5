import type { TFunction } from 'i18next';
import type { AnalysisNote } from '../../../../core/contract/analysis-note.ts';
import type { AnalyseView, QuestionKey } from '../../../state/analyse-view.ts';
import { formatDay } from '../../../ui/format.ts';

/** The time that a note was written about; null: the whole history. */
export function windowOfNote({ from, to }: Pick<AnalysisNote, 'from' | 'to'>): AnalyseView['window'] {
  return from && to ? { fromMs: Date.parse(from), toMs: Date.parse(to) } : null;
}

/** What a note was written about, in words; null: about what is looked at now. */
export function noteTime(
  t: TFunction,
  note: AnalysisNote,
  question: QuestionKey,
  window: AnalyseView['window'],
): string | null {
  const own = windowOfNote(note);
  const isSame = own?.fromMs === window?.fromMs && own?.toMs === window?.toMs;
  if (isSame && note.question === question) return null;
  const time = own
    ? t('notes.between', { from: formatDay(own.fromMs), to: formatDay(own.toMs - 1) })
    : t('notes.whole');
  return t('notes.about', { question: t(`analyse.question.${note.question}`), time });
}
