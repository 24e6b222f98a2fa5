import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatch } from '../../../core/contract/import.ts';
import { importsQuery, useUndoImport } from '../../api/imports.ts';
import { presentNow } from '../../live/present-now.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatNumber, formatTime } from '../../ui/format.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { batchState } from './batch-state.ts';

/** Earlier imports, each to look at again or to undo. */
export function ImportHistory({ shownId, onShow }: { shownId: string | null; onShow(id: string): void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(importsQuery);
  const [asked, setAsked] = useState<ImportBatch | null>(null);
  return (
    <section className="import-history">
      <h3>{t('import.history')}</h3>
      <ProblemNote error={error} />
      {data && data.items.length === 0 ? <p className="muted">{t('import.historyEmpty')}</p> : null}
      {data && data.items.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.when')}</th>
              <th scope="col">{t('import.file')}</th>
              <th scope="col">{t('import.noun')}</th>
              <th scope="col">{t('import.written')}</th>
              <th scope="col">{t('import.status')}</th>
              <th scope="col" aria-label={t('import.undo')} />
            </tr>
          </thead>
          <tbody>
            {data.items.map((batch) => (
              <Row
                key={batch.id}
                batch={batch}
                isShown={batch.id === shownId}
                onShow={onShow}
                onUndo={setAsked}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {asked ? <UndoDialog batch={asked} onClose={() => setAsked(null)} onShow={onShow} /> : null}
    </section>
  );
}

function Row(props: {
  batch: ImportBatch;
  isShown: boolean;
  onShow(id: string): void;
  onUndo(batch: ImportBatch): void;
}) {
  const { t } = useTranslation();
  const { batch } = props;
  return (
    <tr aria-current={props.isShown ? 'true' : undefined}>
      <td>{formatTime(Date.parse(batch.createdAt), presentNow())}</td>
      <td>
        <button
          type="button"
          className="link-button"
          aria-label={t('import.open', { name: batch.fileName })}
          onClick={() => props.onShow(batch.id)}
        >
          {batch.fileName}
        </button>
      </td>
      <td>{t(`import.nouns.${batch.noun}`)}</td>
      <td>{formatNumber(batch.rowsWritten)}</td>
      <td>{batchState(t, batch)}</td>
      <td>
        {batch.status === 'done' ? (
          <button type="button" className="button" onClick={() => props.onUndo(batch)}>
            {t('import.undo')}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

function UndoDialog(props: { batch: ImportBatch; onClose(): void; onShow(id: string): void }) {
  const { t } = useTranslation();
  const undo = useUndoImport();
  const { batch } = props;
  const confirm = () =>
    undo.mutate(batch.id, {
      onSuccess: ({ id }) => {
        props.onShow(id);
        props.onClose();
      },
    });
  return (
    <Dialog title={t('import.undoTitle')} onClose={props.onClose}>
      <div className="import-undo">
        <p>{t('import.undoAsk', { name: batch.fileName, rows: formatNumber(batch.rowsWritten) })}</p>
        <ProblemNote error={undo.error} />
        <div className="button-row">
          <button type="button" className="button alert" disabled={undo.isPending} onClick={confirm}>
            {t('import.undoYes')}
          </button>
          <button type="button" className="button" onClick={props.onClose}>
            {t('app.cancel')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
