import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';
import type { Analysis } from '../../../../core/contract/analysis.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { useSaveAnalysis } from '../../../api/analyses.ts';
import { useSession } from '../../../api/session.ts';
import { viewStore } from '../../../state/view.ts';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { SHEET_PARAMETER, sheetOf, sheetOfRecord } from '../notes/sheet.ts';
import { setAnalyse } from '../set-analyse.ts';

const LONGEST_TITLE = 120;

/** Saves the result that is shown under a name; then its record is open. */
export function SaveForm(props: { made: AnalysisMade; isRunning: boolean; onSaved: (id: string) => void }) {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const [title, setTitle] = useState('');
  const save = useSaveAnalysis();
  const keyOf = useOnceKey();
  const id = useId();
  if (!mayDo(role, 'save_analysis')) return <p className="muted">{t('analysisRecord.mayNot')}</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = { ...props.made, title: title.trim(), sheetId: sheetOf(viewStore.get()) };
    const done = (saved: Analysis) => {
      props.onSaved(saved.id);
      const { parameters } = viewStore.get().analyse;
      setAnalyse({ parameters: { ...parameters, [SHEET_PARAMETER]: sheetOfRecord(saved) } }, 'replace');
    };
    save.mutate({ input, key: keyOf(input) }, { onSuccess: done });
  };
  return (
    <form className="save-analysis" onSubmit={submit}>
      <label htmlFor={id}>{t('analysisRecord.name')}</label>
      <div className="joined">
        <input
          id={id}
          value={title}
          maxLength={LONGEST_TITLE}
          required
          onChange={({ target }) => setTitle(target.value)}
        />
        <button
          type="submit"
          className="button primary"
          disabled={props.isRunning || save.isPending || title.trim() === ''}
        >
          {t('analysisRecord.save')}
        </button>
      </div>
      <ProblemNote error={save.error} />
    </form>
  );
}
