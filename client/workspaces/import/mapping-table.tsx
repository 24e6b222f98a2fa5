import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../core/contract/import.ts';
import type { ImportForm } from '../../api/imports.ts';
import { Icon } from '../../ui/icon.tsx';

interface Props {
  report: ImportReport;
  form: ImportForm;
  onChange(patch: Partial<ImportForm>): void;
  onCheck(): void;
}

/** Which column becomes which field, and values for all rows. */
export function MappingTable({ report, form, onChange, onCheck }: Props) {
  const { t } = useTranslation();
  const fieldOf = (column: string, found: string | null) => form.map[column] ?? found ?? '';
  return (
    <section className="import-mapping">
      <h3>{t('import.mapping')}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.samples')}</th>
            <th scope="col">{t('import.field')}</th>
          </tr>
        </thead>
        <tbody>
          {report.columns.map(({ column, field, samples }) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td className="muted samples">{samples.join(' · ')}</td>
              <td>
                <select
                  aria-label={`${t('import.field')}: ${column}`}
                  value={fieldOf(column, field)}
                  onChange={(event) => onChange({ map: { ...form.map, [column]: event.target.value } })}
                >
                  <option value="">{t('import.unused')}</option>
                  {report.fields.map(({ name, required }) => (
                    <option key={name} value={name}>
                      {t(`field.${name}`, name)}
                      {required ? ` (${t('import.required')})` : null}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <FixedValues report={report} form={form} onChange={onChange} />
      <button type="button" className="button" onClick={onCheck}>
        {t('import.recheck')}
      </button>
    </section>
  );
}

function FixedValues({ report, form, onChange }: Omit<Props, 'onCheck'>) {
  const { t } = useTranslation();
  const [field, setField] = useState('');
  const [value, setValue] = useState('');
  const add = () => {
    onChange({ set: { ...form.set, [field]: value } });
    setField('');
    setValue('');
  };
  return (
    <fieldset className="fixed-values">
      <legend>
        {t('import.fixed')} <span className="muted">{t('import.fixedHint')}</span>
      </legend>
      <ul>
        {Object.entries(form.set).map(([name, text]) => (
          <li key={name}>
            <code>
              {t(`field.${name}`, name)} = {text}
            </code>
            <button
              type="button"
              className="icon-button small"
              aria-label={t('import.removeFixed', { field: t(`field.${name}`, name) })}
              onClick={() =>
                onChange({
                  set: Object.fromEntries(Object.entries(form.set).filter(([key]) => key !== name)),
                })
              }
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <div className="joined">
        <select
          aria-label={t('import.field')}
          value={field}
          onChange={(event) => setField(event.target.value)}
        >
          <option value="">{t('import.field')}</option>
          {report.fields.map(({ name }) => (
            <option key={name} value={name}>
              {t(`field.${name}`, name)}
            </option>
          ))}
        </select>
        <input
          aria-label={t('import.value')}
          placeholder={t('import.value')}
          value={value}
          onChange={(event) => setValue(event.target.value)}
        />
        <button type="button" className="button" disabled={field === '' || value === ''} onClick={add}>
          {t('import.addFixed')}
        </button>
      </div>
    </fieldset>
  );
}
