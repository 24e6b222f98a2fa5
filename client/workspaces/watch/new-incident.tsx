import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestType } from '../../../core/incident/suggest-type.ts';
import { INCIDENT_TYPES, type IncidentType, PRIORITIES } from '../../../core/vocabulary.ts';
import { useAddRemark, useCreateIncident } from '../../api/incidents.ts';
import { select } from '../../state/selection.ts';
import { closeDraft, useDraft } from '../../ui/draft.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { FormHead } from '../../ui/form-head.tsx';
import { useOnceKey } from '../../ui/once-key.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { focusFirst, submitBy } from '../../ui/submit.ts';
import { priorityKey } from '../../ui/words/graded.ts';
import { DuplicateOffer, useLikelyDuplicates } from './incident/duplicate-offer.tsx';
import { noteMasked } from './incident/masked-note.tsx';
import { PlaceField } from './incident/place-field.tsx';

const MOST_CHARACTERS = 2000;

/** Takes an incident in: what is known, where, what it is, how urgent. Ctrl+Enter in any field creates it. */
export function NewIncident() {
  const { t } = useTranslation();
  const { point } = useDraft();
  const create = useCreateIncident();
  const keyOf = useOnceKey();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<IncidentType | null>(null);
  const [priority, setPriority] = useState('2');
  const suggested = suggestType(text);
  const type = chosen ?? suggested;
  const ready = point !== null && type !== null && !create.isPending;
  const submit = () => {
    if (!point || !type || create.isPending) return;
    const input = {
      geometry: { type: 'Point' as const, coordinates: [point.lng, point.lat] as [number, number] },
      properties: { type, priority: Number(priority), source: 'report' as const, text: text.trim() },
    };
    create.mutate(
      { input, key: keyOf(input) },
      {
        onSuccess: (incident) => {
          noteMasked(incident.id, input.properties.text, incident.properties.text);
          closeDraft();
          select('incidents', incident.id);
        },
      },
    );
  };
  return (
    <form className="inspector draft" aria-label={t('watch.new.title')} {...submitBy(submit)}>
      <FormHead title={t('watch.new.title')} onBack={closeDraft} />
      <div className="inspector-body fields">
        <label>
          {t('watch.fact.text')}
          <textarea
            ref={focusFirst}
            rows={3}
            maxLength={MOST_CHARACTERS}
            value={text}
            placeholder={t('casework.textHint')}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <PlaceField />
        <TypeField type={type} isSuggested={chosen === null && suggested !== null} onChoose={setChosen} />
        <div className="field">
          <span>{t('watch.fact.priority')}</span>
          <Segmented
            label={t('watch.fact.priority')}
            value={priority}
            onChange={setPriority}
            choices={PRIORITIES.map((value) => ({ value: String(value), label: t(priorityKey(value)) }))}
          />
        </div>
        <SameMatter point={point} type={type} text={text.trim()} />
        <p className="muted">{t('watch.new.privacy')}</p>
        <ProblemNote error={create.error} />
        <FormEnd submit={t('watch.new.submit')} ready={ready} onCancel={closeDraft} />
      </div>
    </form>
  );
}

/** What the words suggest, until somebody chooses. */
function TypeField(props: {
  type: IncidentType | null;
  isSuggested: boolean;
  onChoose: (type: IncidentType) => void;
}) {
  const { t } = useTranslation();
  return (
    <label>
      {t('watch.fact.type')}
      <select
        required
        value={props.type ?? ''}
        aria-describedby="new-type-hint"
        onChange={(event) => props.onChoose(event.target.value as IncidentType)}
      >
        <option value="" disabled>
          {t('watch.new.chooseType')}
        </option>
        {INCIDENT_TYPES.map((value) => (
          <option key={value} value={value}>
            {t(`incidentType.${value}`)}
          </option>
        ))}
      </select>
      <span id="new-type-hint" className="muted">
        {props.isSuggested ? t('casework.suggested') : ''}
      </span>
    </label>
  );
}

/** Offers to add the words to what was probably reported before, instead of a second incident. */
function SameMatter(props: {
  point: { lng: number; lat: number } | null;
  type: IncidentType | null;
  text: string;
}) {
  const { t } = useTranslation();
  const likely = useLikelyDuplicates(props.point, props.type);
  const add = useAddRemark();
  const keyOf = useOnceKey();
  const choose = (incidentId: string) => {
    const text = `${t('casework.reportedAgain')} ${props.text}`.trim();
    const key = keyOf({ incidentId, text });
    add.mutate(
      { incidentId, input: { text }, key },
      {
        onSuccess: (remark) => {
          noteMasked(incidentId, text, remark.text);
          closeDraft();
          select('incidents', incidentId);
        },
      },
    );
  };
  return (
    <>
      <DuplicateOffer
        title={t('casework.likely')}
        likely={likely}
        action={t('casework.addThere')}
        busy={add.isPending}
        onChoose={choose}
      />
      <ProblemNote error={add.error} />
    </>
  );
}
