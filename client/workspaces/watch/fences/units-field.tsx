import { useTranslation } from 'react-i18next';
import type { FenceUnits } from '../../../../core/contract/geofence.ts';
import { UNIT_KINDS, UNIT_STATES, UNIT_VEHICLES } from '../../../../core/vocabulary.ts';

const ON_DUTY = UNIT_STATES.filter((state) => state !== 'off_duty' && state !== 'unavailable');

/** Which units a fence is about; what is not ticked at all is not asked for. */
export function UnitsField({
  units,
  onChange,
}: {
  units: FenceUnits;
  onChange: (units: FenceUnits) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="field">
      <legend>
        {t('fence.form.units')} <span className="muted">{t('fence.form.anyHint')}</span>
      </legend>
      <Ticks
        label={t('fence.form.vehicles')}
        all={UNIT_VEHICLES}
        chosen={units.vehicles}
        wordOf={(vehicle) => t(`unitVehicle.${vehicle}`)}
        onChange={(vehicles) => onChange({ ...units, vehicles })}
      />
      <Ticks
        label={t('fence.form.kinds')}
        all={UNIT_KINDS}
        chosen={units.kinds}
        wordOf={(kind) => t(`unitKind.${kind}`)}
        onChange={(kinds) => onChange({ ...units, kinds })}
      />
      <Ticks
        label={t('fence.form.states')}
        all={ON_DUTY}
        chosen={units.states}
        wordOf={(state) => t(`unitState.${state}`)}
        onChange={(states) => onChange({ ...units, states })}
      />
      <label>
        {t('fence.form.homeArea')}
        <input
          inputMode="numeric"
          pattern="\d{6}(\d{3}){0,3}"
          placeholder={t('fence.form.homeAreaHint')}
          value={units.areaCode ?? ''}
          onChange={(event) => onChange({ ...units, areaCode: event.target.value.trim() || null })}
        />
      </label>
    </fieldset>
  );
}

/** Several of a few, side by side. */
function Ticks<T extends string>(props: {
  label: string;
  all: readonly T[];
  chosen: readonly T[];
  wordOf: (value: T) => string;
  onChange: (chosen: T[]) => void;
}) {
  const { all, chosen } = props;
  const toggle = (value: T) =>
    props.onChange(all.filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <fieldset className="ticks">
      <legend className="visually-hidden">{props.label}</legend>
      {all.map((value) => (
        <label key={value} className="check">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
          {props.wordOf(value)}
        </label>
      ))}
    </fieldset>
  );
}
