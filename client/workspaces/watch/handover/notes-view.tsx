import type { TFunction } from 'i18next';
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoverNote, HandoverSummary } from '../../../../core/contract/handover.ts';
import type { LiveNoun } from '../../../../core/contract/live.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { useAddNote, useStrikeNote } from '../../../api/handovers.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive } from '../../../live/use-live.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { personName } from '../../../ui/person-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { GENERAL, noteAbout } from './note-about.ts';
import { SubjectLink } from './subject-link.tsx';
import { usePlainTime } from './use-plain-time.ts';

/** Notes that are carried on; in the present shift they can be written and struck out. */
export function NotesSection({ summary, isDraft }: { summary: HandoverSummary; isDraft: boolean }) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  const mayWrite = mayDo(account.role, 'hand_over') && isLive;
  const strike = useStrikeNote();
  return (
    <section className="handover-section">
      <h3>{t('handover.sections.notes')}</h3>
      {summary.notes.length === 0 ? <p className="muted">{t('handover.notes.none')}</p> : null}
      <ul className="handover-list">
        {summary.notes.map((note) => (
          <li key={note.id}>
            <NoteText note={note} />{' '}
            {isDraft && mayWrite ? (
              <button
                type="button"
                className="link-button note-button"
                disabled={strike.isPending}
                onClick={() => strike.mutate(note)}
              >
                {t('handover.notes.strike')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <ProblemNote error={strike.error} />
      {isDraft && mayWrite ? <NoteForm summary={summary} /> : null}
    </section>
  );
}

/** The notes that the shift before was signed off with; they stand below as well until they are struck out. */
export function PreviousNotes({ summary }: { summary: HandoverSummary }) {
  const { t } = useTranslation();
  if (summary.notes.length === 0) return null;
  return (
    <details className="handover-section">
      <summary>
        {t('handover.notes.previous', { shift: t(`handover.shift.${summary.shift}`) })} (
        {summary.notes.length})
      </summary>
      <ul className="handover-list">
        {summary.notes.map((note) => (
          <li key={note.id}>
            <NoteText note={note} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function NoteText({ note }: { note: HandoverNote }) {
  const { t } = useTranslation();
  const at = usePlainTime();
  const { subject, text, authorName } = note;
  return (
    <>
      {subject ? (
        <>
          <SubjectLink noun={subject.noun} id={subject.id}>
            {nounOf(subject.noun, t)} {subject.label}
          </SubjectLink>
          {' · '}
        </>
      ) : null}
      {text}{' '}
      <small className="muted">
        {t('handover.notes.byAt', {
          by: authorName ? personName(t, authorName) : t('app.unknown'),
          at: at(note.at),
        })}
      </small>
    </>
  );
}

function nounOf(noun: LiveNoun, t: TFunction): string {
  return t(noun === 'incidents' || noun === 'alarms' ? `handover.notes.on.${noun}` : `noun.${noun}`);
}

/** A note in general, or about an incident or an alarm that is handed over. */
function NoteForm({ summary }: { summary: HandoverSummary }) {
  const { t } = useTranslation();
  const add = useAddNote();
  const keyOf = useOnceKey();
  const [text, setText] = useState('');
  const about = useSyncExternalStore(noteAbout.subscribe, noteAbout.get);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (about) field.current?.focus();
  }, [about]);
  const [masked, setMasked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [noun, id] = about.split('/');
    const subject = noun && id ? { noun: noun as LiveNoun, id } : null;
    const input = { text: text.trim(), subject };
    add.mutate(
      { input, key: keyOf([input, summary.notes.length]) },
      {
        onSuccess: (note) => {
          setMasked(note.text !== input.text);
          setText('');
          noteAbout.set(GENERAL);
        },
      },
    );
  };
  return (
    <form className="handover-form" aria-label={t('handover.notes.add')} onSubmit={submit}>
      <label>
        {t('handover.notes.subject')}{' '}
        <select value={about} onChange={(event) => noteAbout.set(event.target.value)}>
          <option value={GENERAL}>{t('handover.notes.general')}</option>
          {summary.incidents.map(({ id, number, type }) => (
            <option key={id} value={`incidents/${id}`}>
              {number} {t(`incidentType.${type}`)}
            </option>
          ))}
          {summary.alarms.map(({ id, kind, subjectLabel }) => (
            <option key={id} value={`alarms/${id}`}>
              {t(`alarm.kind.${kind}`)} {subjectLabel}
            </option>
          ))}
        </select>
      </label>
      <textarea
        ref={field}
        required
        rows={2}
        maxLength={1000}
        aria-label={t('handover.notes.add')}
        placeholder={t('handover.notes.placeholder')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button" disabled={add.isPending || text.trim() === ''}>
        {t('handover.notes.save')}
      </button>
      <small className="muted">{t('handover.notes.carried')}</small>
      {masked ? (
        <p role="status" className="tone-warn">
          {t('casework.masked')}
        </p>
      ) : null}
      <ProblemNote error={add.error} />
    </form>
  );
}
