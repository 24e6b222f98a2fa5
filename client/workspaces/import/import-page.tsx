import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatchDetail } from '../../../core/contract/import.ts';
import { queryClient } from '../../api/client.ts';
import {
  type ImportForm,
  importQuery,
  importsQuery,
  useApplyImport,
  useCheckFile,
  useUndoImport,
} from '../../api/imports.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { importEn } from '../../ui/words/import-en.ts';
import { importZh } from '../../ui/words/import-zh.ts';
import { addWords } from '../../ui/words/late-words.ts';
import { CheckResult } from './check-result.tsx';
import { FileForm } from './file-form.tsx';
import { ImportHistory } from './import-history.tsx';
import { MappingTable } from './mapping-table.tsx';
import './import.css';

addWords('import', { zh: importZh, en: importEn });

const EMPTY: ImportForm = {
  as: 'incidents',
  crs: '',
  zone: '',
  dateOrder: '',
  cityName: '',
  snapMetres: '',
  map: {},
  set: {},
};

/** Files into the city: choose, check, correct, write; and what was imported before. Shown to roles that may import. */
export function ImportPage() {
  const { t } = useTranslation();
  return (
    <main className="import-page">
      <header>
        <h2>{t('import.title')}</h2>
        <p className="muted">{t('import.intro')}</p>
      </header>
      <Importer />
    </main>
  );
}

function Importer() {
  const [file, setFile] = useState<File | null>(null);
  const [form, setForm] = useState(EMPTY);
  const [batchId, setBatchId] = useState<string | null>(null);
  const check = useCheckFile();
  const apply = useApplyImport();
  const discard = useUndoImport();
  const { data: batch } = useQuery({ ...importQuery(batchId ?? ''), enabled: batchId !== null });
  useReloadWhenDone(batch);

  const change = (patch: Partial<ImportForm>) => setForm((now) => ({ ...now, ...patch }));
  const choose = (next: File | null) => {
    setFile(next);
    change({ map: {}, set: {} });
    setBatchId(null);
    check.reset();
  };
  const checkFile = (patch: Partial<ImportForm> = {}) => {
    if (!file) return;
    const next = { ...form, ...patch };
    setForm(next);
    if (batch?.status === 'checked') discard.mutate(batch.id);
    setBatchId(null);
    apply.reset();
    check.mutate({ file, form: next }, { onSuccess: ({ id }) => setBatchId(id) });
  };
  const isOpen = batch?.status === 'checked' || batch?.status === 'failed';

  return (
    <div className="import-columns">
      <section>
        <FileForm
          file={file}
          form={form}
          busy={check.isPending}
          onFile={choose}
          onChange={change}
          onCheck={() => checkFile()}
        />
        <ProblemNote error={check.error} />
        {batch && file && isOpen ? (
          <MappingTable report={batch.report} form={form} onChange={change} onCheck={() => checkFile()} />
        ) : null}
        <ImportHistory shownId={batchId} onShow={setBatchId} />
      </section>
      <section>
        <ProblemNote error={apply.error} />
        {batch ? (
          <CheckResult
            key={batch.id}
            batch={batch}
            busy={apply.isPending}
            onApply={() => apply.mutate({ batch, file, form }, { onSuccess: ({ id }) => setBatchId(id) })}
            onDiscard={() => discard.mutate(batch.id, { onSuccess: () => setBatchId(null) })}
            onCrs={file ? (crs) => checkFile({ crs }) : undefined}
          />
        ) : null}
      </section>
    </div>
  );
}

/** The history shows each new status at once; everything else that was read may be different once an import is written. */
function useReloadWhenDone(batch: ImportBatchDetail | undefined): void {
  const status = batch?.status;
  useEffect(() => {
    if (status === 'done') void queryClient.invalidateQueries();
    else if (status) void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true });
  }, [status]);
}
