import { useTranslation } from 'react-i18next';
import type { ReviewEntry } from '../../../../core/contract/review.ts';
import { formatClock, formatDay } from '../../../ui/format.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { useEntryWords } from './entry-words.ts';

/** The timeline for paper: every line, its head again on each sheet. */
export function EntryTable({ entries }: { entries: readonly ReviewEntry[] }) {
  const { t } = useTranslation();
  const wordsOf = useEntryWords();
  const placeName = usePlaceName();
  const columns = ['time', 'what', 'subject', 'detail', 'place', 'who'] as const;
  return (
    <table className="desk-table entry-table">
      <TableHead heads={columns.map((column) => t(`review.column.${column}`))} />
      <tbody>
        {entries.map((entry, index) => {
          const words = wordsOf(entry);
          const ms = Date.parse(entry.at);
          const day = formatDay(ms);
          const before = entries[index - 1];
          const isNewDay = !before || formatDay(Date.parse(before.at)) !== day;
          return (
            <tr key={entry.key}>
              <td>
                {isNewDay ? <small>{day.slice(5)} </small> : null}
                {formatClock(ms)}
              </td>
              <td>{words.act}</td>
              <td>{words.subject}</td>
              <td>{words.detail}</td>
              <td>{placeName(entry.areaCode)}</td>
              <td>{words.who}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
