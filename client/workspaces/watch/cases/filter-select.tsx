import { useTranslation } from 'react-i18next';

/** One of a closed set of words, or all of them (''). */
export function FilterSelect<V extends string>(props: {
  label: string;
  value: V | '';
  values: readonly V[];
  word: (value: V) => string;
  onChange: (value: V | '') => void;
  all?: string;
}) {
  const { t } = useTranslation();
  return (
    <label>
      <span>{props.label}</span>
      <select value={props.value} onChange={(event) => props.onChange(event.target.value as V | '')}>
        <option value="">{props.all ?? t('app.all')}</option>
        {props.values.map((value) => (
          <option key={value} value={value}>
            {props.word(value)}
          </option>
        ))}
      </select>
    </label>
  );
}
