import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IMPORT_NOUNS, type ImportNoun } from '../../../core/vocabulary.ts';
import type { ImportForm } from '../../api/imports.ts';
import { useSession } from '../../api/session.ts';
import { Icon } from '../../ui/icon.tsx';

const CRS_CHOICES = ['EPSG:4326', 'EPSG:4490', 'EPSG:4543', 'EPSG:4522', 'EPSG:3857', 'GCJ-02', 'BD-09'];

interface Props {
  file: File | null;
  form: ImportForm;
  busy: boolean;
  onFile(file: File | null): void;
  onChange(patch: Partial<ImportForm>): void;
  onCheck(): void;
}

/** Which file, as what, in which coordinates. */
export function FileForm({ file, form, busy, onFile, onChange, onCheck }: Props) {
  const { t } = useTranslation();
  const { cityCode } = useSession();
  const makesCity = cityCode === '' && (form.as === 'grids' || form.as === 'areas');
  return (
    <form
      className="import-form"
      onSubmit={(event) => {
        event.preventDefault();
        onCheck();
      }}
    >
      <FileChoice file={file} onFile={onFile} />
      <div className="import-fields fields">
        <label>
          {t('import.noun')}
          <select
            value={form.as}
            onChange={(event) => onChange({ as: event.target.value as ImportNoun, map: {}, set: {} })}
          >
            {IMPORT_NOUNS.map((noun) => (
              <option key={noun} value={noun}>
                {t(`import.nouns.${noun}`)}
              </option>
            ))}
          </select>
        </label>
        <CrsChoice crs={form.crs} onChange={(crs) => onChange({ crs })} />
        <label>
          {t('import.dateOrder')}
          <select
            value={form.dateOrder}
            onChange={(event) => onChange({ dateOrder: event.target.value as ImportForm['dateOrder'] })}
          >
            <option value="">{t('import.dateOrders.auto')}</option>
            <option value="dmy">{t('import.dateOrders.dmy')}</option>
            <option value="mdy">{t('import.dateOrders.mdy')}</option>
          </select>
        </label>
        <label>
          {t('import.zone')}
          <input
            value={form.zone}
            placeholder={t('import.zoneHint')}
            onChange={(event) => onChange({ zone: event.target.value })}
          />
        </label>
        {form.as === 'grids' ? (
          <label>
            {t('import.snapMetres')}
            <input
              inputMode="decimal"
              value={form.snapMetres}
              placeholder={t('import.snapMetresHint')}
              onChange={(event) => onChange({ snapMetres: event.target.value })}
            />
          </label>
        ) : null}
        {makesCity ? (
          <label>
            {t('import.cityName')}
            <input value={form.cityName} onChange={(event) => onChange({ cityName: event.target.value })} />
          </label>
        ) : null}
      </div>
      <button type="submit" className="button primary" disabled={!file || busy}>
        {t(busy ? 'import.sending' : 'import.check')}
      </button>
    </form>
  );
}

function FileChoice({ file, onFile }: Pick<Props, 'file' | 'onFile'>) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [dropped] = event.dataTransfer.files;
    if (dropped) onFile(dropped);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the input inside is the way for all
    <div
      className={`file-choice ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label>
        <Icon name="plus" />
        <strong>
          {file ? t('import.chosen', { name: file.name, size: sizeText(file.size) }) : t('import.drop')}
        </strong>
        <span className="muted">{t('import.accepted')}</span>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,.json,.geojson,.geojsonl,.geojsons,.ndjson,.osm,.xml,.gz,.pbf,.zip"
          aria-label={t('import.choose')}
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
        />
      </label>
    </div>
  );
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function CrsChoice({ crs, onChange }: { crs: string; onChange(crs: string): void }) {
  const { t } = useTranslation();
  const [isOther, setOther] = useState(false);
  const isListed = crs === '' || CRS_CHOICES.includes(crs);
  const showOther = isOther || !isListed;
  return (
    <>
      <label>
        {t('import.crs')}
        <select
          value={showOther ? 'other' : crs}
          onChange={(event) => {
            setOther(event.target.value === 'other');
            onChange(event.target.value === 'other' ? '' : event.target.value);
          }}
        >
          <option value="">{t('import.crsAuto')}</option>
          {CRS_CHOICES.map((code) => (
            <option key={code} value={code}>
              {code}
            </option>
          ))}
          <option value="other">{t('import.crsOther')}</option>
        </select>
      </label>
      {showOther ? (
        <label>
          {t('import.crsOther')}
          <input
            value={crs}
            placeholder={t('import.crsOtherHint')}
            onChange={(event) => onChange(event.target.value)}
          />
        </label>
      ) : null}
    </>
  );
}
