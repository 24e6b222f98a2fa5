import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Geofence, GeofenceInput } from '../../../../core/contract/geofence.ts';
import { FENCE_DIRECTIONS } from '../../../../core/vocabulary.ts';
import { inputOf, useCreateGeofence, usePatchGeofence } from '../../../api/geofences.ts';
import { mapHost } from '../../../map/map-host.ts';
import { closeFenceDraft } from '../../../state/fence-draft.ts';
import { select } from '../../../state/selection.ts';
import { FormEnd } from '../../../ui/form-end.tsx';
import { FormHead } from '../../../ui/form-head.tsx';
import { HoursField } from '../../../ui/hours-field.tsx';
import { useOnceKey } from '../../../ui/once-key.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { submitBy } from '../../../ui/submit.ts';
import { ShapeField } from './shape-field.tsx';
import { UnitsField } from './units-field.tsx';
import { useFenceDraft } from './use-fence-draft.ts';
import './fences.css';

type Properties = GeofenceInput['properties'];

const NEW: Properties = {
  nameZh: '',
  nameEn: '',
  direction: 'enter',
  hours: null,
  validFrom: null,
  validUntil: null,
  persistenceSeconds: 30,
  units: { areaCode: null, kinds: [], vehicles: [], states: [], unitIds: [] },
  isOn: true,
};

/** Makes a geofence, or changes one: where it lies, what alarms, when, and for whom. */
export function FenceForm() {
  const { t } = useTranslation();
  const { fence, surface, corners } = useFenceDraft();
  const [own, setOwn] = useState<Properties>(fence ? inputOf(fence).properties : NEW);
  const create = useCreateGeofence();
  const patch = usePatchGeofence();
  const keyOf = useOnceKey();
  const set = (change: Partial<Properties>) => setOwn({ ...own, ...change });
  const done = (made: Geofence) => {
    close();
    select('geofences', made.id);
  };
  const ready =
    surface !== null && corners === null && own.nameZh.trim() !== '' && !create.isPending && !patch.isPending;
  const submit = () => {
    if (!surface || !ready) return;
    const properties = { ...own, nameEn: own.nameEn.trim() || own.nameZh };
    const input = { geometry: surface, properties };
    if (!fence) create.mutate({ input, key: keyOf(input) }, { onSuccess: done });
    else {
      const change = surface === fence.geometry ? { properties } : input;
      patch.mutate({ fence, change }, { onSuccess: done });
    }
  };
  return (
    <form
      className="inspector draft"
      aria-label={t(fence ? 'fence.form.editTitle' : 'fence.form.newTitle')}
      {...submitBy(submit)}
    >
      <FormHead title={t(fence ? 'fence.form.editTitle' : 'fence.form.newTitle')} onBack={close} />
      <div className="inspector-body fields">
        <Names own={own} set={set} />
        <ShapeField />
        <div className="field">
          <span>{t('fence.fact.direction')}</span>
          <Segmented
            label={t('fence.fact.direction')}
            value={own.direction}
            onChange={(direction) => set({ direction })}
            choices={FENCE_DIRECTIONS.map((value) => ({ value, label: t(`fence.direction.${value}`) }))}
          />
        </div>
        <When own={own} set={set} />
        <UnitsField units={own.units} onChange={(units) => set({ units })} />
        <ProblemNote error={create.error ?? patch.error} />
        <FormEnd submit={t('fence.form.submit')} ready={ready} onCancel={close} />
      </div>
    </form>
  );
}

function close(): void {
  mapHost.cancelPick();
  closeFenceDraft();
}

interface Part {
  own: Properties;
  set: (change: Partial<Properties>) => void;
}

function Names({ own, set }: Part) {
  const { t } = useTranslation();
  return (
    <>
      <label>
        {t('fence.form.nameZh')}
        <input
          ref={focusFirst}
          required
          maxLength={120}
          value={own.nameZh}
          onChange={(event) => set({ nameZh: event.target.value })}
        />
      </label>
      <label>
        {t('fence.form.nameEn')}
        <input
          maxLength={120}
          placeholder={t('fence.form.nameEnHint')}
          value={own.nameEn}
          onChange={(event) => set({ nameEn: event.target.value })}
        />
      </label>
    </>
  );
}

/** The form was asked for, so its first field has the focus. */
function focusFirst(field: HTMLInputElement | null): void {
  field?.focus();
}

function When({ own, set }: Part) {
  const { t } = useTranslation();
  return (
    <>
      <label>
        {t('fence.form.persistence')}
        <input
          type="number"
          min={0}
          max={3600}
          required
          value={own.persistenceSeconds}
          onChange={(event) =>
            set({ persistenceSeconds: Math.max(0, Math.round(event.target.valueAsNumber) || 0) })
          }
        />
      </label>
      <HoursField
        label={t('fence.form.hours')}
        empty={t('hours.always')}
        hours={own.hours}
        onChange={(hours) => set({ hours })}
      />
      <div className="side-by-side">
        <label>
          {t('fence.form.validFrom')}
          <input
            type="date"
            value={own.validFrom ?? ''}
            onChange={(event) => set({ validFrom: event.target.value || null })}
          />
        </label>
        <label>
          {t('fence.form.validUntil')}
          <input
            type="date"
            min={own.validFrom ?? undefined}
            value={own.validUntil ?? ''}
            onChange={(event) => set({ validUntil: event.target.value || null })}
          />
        </label>
      </div>
    </>
  );
}
