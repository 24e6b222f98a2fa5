import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT_TYPES, type IncidentType, PRIORITIES } from '../../../core/vocabulary.ts';
import { useCreateIncident } from '../../api/nouns.ts';
import { mapHost } from '../../map/map-host.ts';
import { parseCoordinates } from '../../state/coordinates.ts';
import { select } from '../../state/selection.ts';
import { closeDraft, draftStore, useDraft } from '../../ui/draft.ts';
import { formatLngLat } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { priorityKey } from '../../ui/words/graded.ts';

const MOST_CHARACTERS = 2000;

/** Takes an incident in: a place, what it is, how urgent, and what is known. */
export function NewIncident() {
  const { t } = useTranslation();
  const { point } = useDraft();
  const create = useCreateIncident();
  const sent = useRef({ content: '', key: '' });
  const [type, setType] = useState<IncidentType | ''>('');
  const [priority, setPriority] = useState('2');
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!point || !type) return;
    const input = {
      geometry: { type: 'Point' as const, coordinates: [point.lng, point.lat] as [number, number] },
      properties: { type, priority: Number(priority), source: 'report' as const, text: text.trim() },
    };
    const content = JSON.stringify(input);
    if (content !== sent.current.content) sent.current = { content, key: crypto.randomUUID() };
    create.mutate(
      { input, key: sent.current.key },
      {
        onSuccess: (incident) => {
          closeDraft();
          select('incidents', incident.id);
        },
      },
    );
  };
  return (
    <form className="inspector draft" aria-label={t('watch.new.title')} onSubmit={submit}>
      <header>
        <button
          type="button"
          className="icon-button"
          aria-label={t('app.cancel')}
          title={`${t('app.cancel')} (Esc)`}
          onClick={closeDraft}
        >
          <Icon name="back" />
        </button>
        <div className="inspector-title">
          <h2>{t('watch.new.title')}</h2>
        </div>
      </header>
      <div className="inspector-body fields">
        <PlaceField />
        <label>
          {t('watch.fact.type')}
          <select
            ref={focusFirst}
            required
            value={type}
            onChange={(event) => setType(event.target.value as IncidentType)}
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
        </label>
        <div className="field">
          <span>{t('watch.fact.priority')}</span>
          <Segmented
            label={t('watch.fact.priority')}
            value={priority}
            onChange={setPriority}
            choices={PRIORITIES.map((value) => ({ value: String(value), label: t(priorityKey(value)) }))}
          />
        </div>
        <label>
          {t('watch.fact.text')}
          <textarea
            rows={5}
            maxLength={MOST_CHARACTERS}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className="muted">{t('watch.new.privacy')}</p>
        <ProblemNote error={create.error} />
        <div className="button-row">
          <button type="submit" className="button primary" disabled={!point || !type || create.isPending}>
            {t('watch.new.submit')}
          </button>
          <button type="button" className="button" onClick={closeDraft}>
            {t('app.cancel')}
          </button>
        </div>
      </div>
    </form>
  );
}

/** The form was asked for, so its first field has the focus. */
function focusFirst(field: HTMLSelectElement | null): void {
  field?.focus();
}

/** The place, typed as coordinates or pressed on the map. */
function PlaceField() {
  const { t } = useTranslation();
  const { point } = useDraft();
  const [text, setText] = useState('');
  const [picking, setPicking] = useState(false);
  const pick = async () => {
    setPicking(true);
    const picked = await mapHost.pickPoint();
    setPicking(false);
    if (!picked || !draftStore.get().open) return;
    setText(formatLngLat(picked.lng, picked.lat));
    draftStore.set({ point: picked });
  };
  const type = (value: string) => {
    setText(value);
    draftStore.set({ point: parseCoordinates(value) });
  };
  return (
    <div className="field">
      <label htmlFor="new-place">{t('watch.new.place')}</label>
      <div className="joined">
        <input
          id="new-place"
          value={text || (point ? formatLngLat(point.lng, point.lat) : '')}
          placeholder="101.77820, 36.61710"
          aria-describedby="new-place-hint"
          aria-invalid={text !== '' && !point}
          onChange={(event) => type(event.target.value)}
        />
        <button type="button" className="button" aria-pressed={picking} onClick={() => void pick()}>
          <Icon name="pin" size={14} /> {t('watch.new.pick')}
        </button>
      </div>
      <span id="new-place-hint" className={picking ? 'tone-warn' : 'muted'}>
        {t(picking ? 'watch.new.picking' : 'watch.new.placeHint')}
      </span>
    </div>
  );
}
