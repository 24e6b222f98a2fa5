import { useTranslation } from 'react-i18next';
import { CASE_GRADES, CASE_KINDS } from '../../../../core/case/vocabulary.ts';
import { caseGradeKey } from '../../../ui/file-words.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { focusFirst } from '../../../ui/submit.ts';
import { PlaceField } from '../incident/place-field.tsx';
import { TextField } from './act-buttons.tsx';
import type { CaseWords } from './case-edit.ts';

/** The matter of a case: kind, name, place, text, grade. */
export function CaseFields({ own, set }: { own: CaseWords; set: (change: Partial<CaseWords>) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <div className="field">
        <span>{t('case.fact.kind')}</span>
        <Segmented
          label={t('case.fact.kind')}
          value={own.kind}
          onChange={(kind) => set({ kind })}
          choices={CASE_KINDS.map((value) => ({ value, label: t(`case.kind.${value}`) }))}
        />
      </div>
      <label>
        {t('case.form.name')}
        <input
          ref={focusFirst}
          required
          maxLength={120}
          value={own.nameZh}
          placeholder={t('case.form.nameHint')}
          onChange={(event) => set({ nameZh: event.target.value })}
        />
      </label>
      <PlaceField />
      <TextField
        label={t('case.form.text')}
        value={own.text}
        onChange={(text) => set({ text })}
        maxLength={2000}
      />
      <div className="field">
        <span>{t('case.fact.grade')}</span>
        <Segmented
          label={t('case.fact.grade')}
          value={String(own.grade)}
          onChange={(grade) => set({ grade: Number(grade) })}
          choices={CASE_GRADES.map((value) => ({ value: String(value), label: t(caseGradeKey(value)) }))}
        />
      </div>
    </>
  );
}
