import { useTranslation } from 'react-i18next';
import type { HandoverNote } from '../../../../core/contract/handover.ts';
import type { LiveNoun } from '../../../../core/contract/live.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { useSession } from '../../../api/session.ts';
import { useIsLive } from '../../../live/use-live.ts';
import { noteAbout } from './note-about.ts';

/** What was noted about one thing that is handed over; in the present shift also a button to note more. */
export function ItemNotes(props: {
  notes: readonly HandoverNote[];
  noun: LiveNoun;
  id: string;
  isDraft: boolean;
}) {
  const { t } = useTranslation();
  const { account } = useSession();
  const isLive = useIsLive();
  const { notes, noun, id, isDraft } = props;
  const mayNote = isDraft && isLive && mayDo(account.role, 'hand_over');
  return (
    <>
      {mayNote ? (
        <button
          type="button"
          className="link-button note-button"
          onClick={() => noteAbout.set(`${noun}/${id}`)}
        >
          {t('handover.notes.about')}
        </button>
      ) : null}
      {notes
        .filter(({ subject }) => subject?.id === id)
        .map((note) => (
          <span key={note.id} className="handover-about">
            {note.text}
          </span>
        ))}
    </>
  );
}
