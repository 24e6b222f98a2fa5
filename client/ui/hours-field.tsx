import { useTranslation } from 'react-i18next';
import type { Hours } from '../../core/contract/hours.ts';
import { Icon } from './icon.tsx';
import './hours.css';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WEEKDAYS = [1, 2, 3, 4, 5];
/** As core/contract/hours.ts. */
const MOST_SPANS = 20;

/** Spans of the week: at all times (or none, where hours are something to have), or row by row days, from and to. */
export function HoursField(props: {
  label: string;
  /** What it means that there are none. */
  empty: string;
  hours: Hours | null;
  onChange: (hours: Hours | null) => void;
}) {
  const { t } = useTranslation();
  const { hours, onChange } = props;
  const add = () => onChange([...(hours ?? []), { days: WEEKDAYS, from: '08:00', to: '18:00' }]);
  const put = (at: number, span: Hours[number]) =>
    onChange((hours ?? []).map((old, i) => (i === at ? span : old)));
  const remove = (at: number) => {
    const rest = (hours ?? []).filter((_, i) => i !== at);
    onChange(rest.length > 0 ? rest : null);
  };
  return (
    <fieldset className="field hours">
      <legend>{props.label}</legend>
      {hours === null ? <p className="muted">{props.empty}</p> : null}
      {(hours ?? []).map((span, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a span is its place in the list
        <SpanRow key={i} span={span} onChange={(next) => put(i, next)} onRemove={() => remove(i)} />
      ))}
      {(hours?.length ?? 0) < MOST_SPANS ? (
        <button type="button" className="link-button" onClick={add}>
          {t('hours.add')}
        </button>
      ) : null}
    </fieldset>
  );
}

function SpanRow(props: {
  span: Hours[number];
  onChange: (span: Hours[number]) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { span, onChange } = props;
  const toggle = (day: number) => {
    const days = span.days.includes(day) ? span.days.filter((one) => one !== day) : [...span.days, day];
    if (days.length > 0) onChange({ ...span, days: days.sort() });
  };
  return (
    <div className="hours-row">
      <fieldset className="days">
        <legend className="visually-hidden">{t('hours.days')}</legend>
        {DAYS.map((day) => (
          <label key={day} className={span.days.includes(day) ? 'on' : undefined}>
            <input
              type="checkbox"
              className="visually-hidden"
              checked={span.days.includes(day)}
              aria-label={t(`hours.day.d${day}`)}
              onChange={() => toggle(day)}
            />
            <span aria-hidden="true">{t(`hours.dayShort.d${day}`)}</span>
          </label>
        ))}
      </fieldset>
      <input
        type="time"
        aria-label={t('hours.from')}
        value={span.from}
        required
        onChange={(event) => onChange({ ...span, from: event.target.value })}
      />
      <span aria-hidden="true">–</span>
      <input
        type="time"
        aria-label={t('hours.to')}
        value={span.to}
        required
        onChange={(event) => onChange({ ...span, to: event.target.value })}
      />
      <button type="button" className="icon-button" aria-label={t('hours.remove')} onClick={props.onRemove}>
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}
