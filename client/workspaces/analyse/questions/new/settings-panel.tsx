import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDistance, formatNumber } from '../../../../ui/format.ts';
import { useParameter } from '../parameter.ts';
import { NEW_CHOICES, NEW_DEFAULTS, NEW_NAMES, type NewSettings } from './new-settings.ts';

/** What can be chosen, each from a few sensible values. */
export function SettingsPanel() {
  return (
    <div className="new-settings">
      {NEW_NAMES.map((name) => (
        <Setting key={name} name={name} />
      ))}
    </div>
  );
}

function Setting({ name }: { name: keyof NewSettings }) {
  const { t } = useTranslation();
  const id = useId();
  const fallback = NEW_DEFAULTS[name];
  const [value, set] = useParameter(`new.${name}`, String(fallback));
  const isChoice = NEW_CHOICES[name].includes(Number(value));
  const say = useSay();
  return (
    <>
      <label htmlFor={id}>{t(`analyse.new.setting.${name}`)}</label>
      <select
        id={id}
        value={isChoice ? value : String(fallback)}
        onChange={(event) => set(event.target.value)}
      >
        {NEW_CHOICES[name].map((choice) => (
          <option key={choice} value={choice}>
            {say(name, choice)}
          </option>
        ))}
      </select>
    </>
  );
}

const METRES: readonly (keyof NewSettings)[] = ['cell', 'radius', 'near', 'apart'];

function useSay(): (name: keyof NewSettings, value: number) => string {
  const { t } = useTranslation();
  return (name, value) => {
    if (METRES.includes(name)) return formatDistance(value);
    if (name === 'current') return t(value === 1 ? 'analyse.new.upToNow' : 'analyse.new.anyTime');
    if (name === 'days') return t('analyse.new.lastDays', { n: value });
    if (name === 'replications') return t('analyse.new.times', { n: formatNumber(value) });
    if (name === 'least' && value === 0) return t('analyse.new.suggested');
    if (name === 'least') return t('analyse.new.incidents', { n: value });
    return t('analyse.new.days', { n: value });
  };
}
