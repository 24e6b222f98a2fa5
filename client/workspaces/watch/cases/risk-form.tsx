import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { gradeOfRisk } from '../../../../core/case/risk-grade.ts';
import { ORGANISATIONS, RISK_GRADES, RISK_KINDS } from '../../../../core/case/vocabulary.ts';
import type { Risk } from '../../../../core/contract/risk.ts';
import { useOpenRisk, usePatchRisk } from '../../../api/risks.ts';
import { select } from '../../../state/selection.ts';
import { cityZone } from '../../../ui/city-zone.ts';
import { closeDraft, useDraft } from '../../../ui/draft.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { FormHead } from '../../../ui/form-head.tsx';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { focusFirst, submitBy } from '../../../ui/submit.ts';
import { noteMasked } from '../incident/masked-note.tsx';
import { PlaceField } from '../incident/place-field.tsx';
import { ChoiceField, TextField } from './act-buttons.tsx';
import { ChecklistField } from './checklist-field.tsx';
import { MeasuresField } from './measures-field.tsx';
import { type RiskFields, riskFields, riskProperties } from './risk-draft.ts';
import './cases.css';

/** Writes a risk file, or changes one: what, where, when, the checklist with its grade, the measures. */
export function RiskForm() {
  const { t } = useTranslation();
  const { point, risk } = useDraft();
  const [own, setOwn] = useState<RiskFields>(() => riskFields(risk, cityZone()));
  const create = useOpenRisk();
  const patch = usePatchRisk();
  const keyOf = useOnceKey();
  const set = (change: Partial<RiskFields>) => setOwn({ ...own, ...change });
  const busy = create.isPending || patch.isPending;
  const isOrdered = own.starts !== '' && own.ends !== '' && own.starts < own.ends;
  const ready = point !== null && own.name.trim() !== '' && isOrdered && !busy;
  const submit = () => {
    if (!point || !ready) return;
    const properties = riskProperties(own, risk, cityZone());
    const geometry = { type: 'Point' as const, coordinates: [point.lng, point.lat] as [number, number] };
    const done = (after: Risk) => {
      noteMasked(after.id, textsOf(properties), textsOf(after.properties));
      closeDraft();
      select('risks', after.id);
    };
    if (risk)
      patch.mutate(
        { risk, patch: { properties, ...(isMoved(risk, point) ? { geometry } : {}) } },
        { onSuccess: done },
      );
    else {
      const input = { geometry, properties };
      create.mutate({ input, key: keyOf(input) }, { onSuccess: done });
    }
  };
  const title = t(risk ? 'risk.form.editTitle' : 'risk.form.newTitle');
  return (
    <form className="inspector draft" aria-label={title} {...submitBy(submit)}>
      <FormHead title={title} onBack={closeDraft} />
      <div className="inspector-body fields">
        <label>
          {t('risk.form.name')}
          <input
            ref={focusFirst}
            required
            maxLength={120}
            value={own.name}
            placeholder={t('case.form.nameHint')}
            onChange={(event) => set({ name: event.target.value })}
          />
        </label>
        <PlaceField />
        <ChoiceField
          label={t('risk.fact.kind')}
          value={own.kind}
          values={RISK_KINDS}
          word={(value) => t(`risk.kind.${value}`)}
          onChange={(kind) => set({ kind })}
        />
        <div className="side-by-side">
          <TimeField
            label={t('risk.form.starts')}
            value={own.starts}
            onChange={(starts) => set({ starts })}
          />
          <TimeField
            label={t('risk.form.ends')}
            value={own.ends}
            min={own.starts}
            onChange={(ends) => set({ ends })}
          />
        </div>
        <ChoiceField
          label={t('risk.form.owner')}
          value={own.owner}
          values={ORGANISATIONS}
          word={(value) => t(`organisation.${value}`)}
          onChange={(owner) => set({ owner })}
        />
        <TextField
          label={t('risk.form.text')}
          value={own.text}
          onChange={(text) => set({ text })}
          maxLength={2000}
        />
        <ChecklistField checklist={own.checklist} onChange={(checklist) => set({ checklist })} />
        <GradeField own={own} set={set} />
        <MeasuresField measures={own.measures} onChange={(measures) => set({ measures })} />
        <p className="muted">{t('watch.new.privacy')}</p>
        <ProblemNote error={create.error ?? patch.error} />
        <FormEnd submit={t('risk.form.submit')} ready={ready} onCancel={closeDraft} />
      </div>
    </form>
  );
}

function TimeField(props: { label: string; value: string; min?: string; onChange: (value: string) => void }) {
  return (
    <label>
      {props.label}
      <input
        type="datetime-local"
        required
        min={props.min}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}

/** The grade that the checklist gives, or another one with its reason. */
function GradeField({ own, set }: { own: RiskFields; set: (change: Partial<RiskFields>) => void }) {
  const { t } = useTranslation();
  const computed = gradeOfRisk(own.checklist).grade;
  const grade = own.grade ?? computed;
  return (
    <>
      <ChoiceField
        label={t('risk.form.grade')}
        value={grade}
        values={RISK_GRADES}
        word={(value) => t(`risk.grade.${value}`)}
        onChange={(value) => set({ grade: value === computed ? null : value })}
      />
      {grade === computed ? null : (
        <>
          <p className="muted">{t('risk.form.computed', { grade: t(`risk.grade.${computed}`) })}</p>
          <TextField
            label={t('risk.form.gradeReason')}
            value={own.gradeReason}
            onChange={(gradeReason) => set({ gradeReason })}
            required
          />
        </>
      )}
    </>
  );
}

function textsOf(p: Pick<Risk['properties'], 'nameZh' | 'text' | 'checklist' | 'measures' | 'gradeReason'>) {
  const notes = p.checklist.map(({ note }) => note);
  return [p.nameZh, p.text, ...notes, ...p.measures.map(({ text }) => text)].join('\n');
}

function isMoved({ geometry }: Risk, point: { lng: number; lat: number }): boolean {
  return geometry.coordinates[0] !== point.lng || geometry.coordinates[1] !== point.lat;
}
