import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { GROUNDS } from '../../../../core/analysis/methods.ts';
import { CELL_METRES } from '../../../../core/hotspot/cells.ts';
import { CONFIDENCES } from '../../../../core/hotspot/false-discovery.ts';
import { formatDistance } from '../../../ui/format.ts';
import { Segmented } from '../../../ui/segmented.tsx';
import { BAND_KINDS, CELL_KINDS, type CellsChoice } from './cells-choice.ts';
import { useSuggestions } from './suggestions.ts';

const SUGGESTED = '';

/** What incidents are counted in and what is compared. */
export function CellsFields({ choice }: { choice: CellsChoice }) {
  const { t } = useTranslation();
  const { kind, ground, confidence, set } = choice;
  return (
    <>
      <div className="analyse-field">
        <span>{t('cells.kind')}</span>
        <Segmented
          label={t('cells.kind')}
          value={kind}
          onChange={set.kind}
          choices={CELL_KINDS.map((value) => ({ value, label: t(`cells.${value}`) }))}
        />
      </div>
      {kind === 'metric' ? <MetresField choice={choice} /> : null}
      <div className="analyse-field">
        <span>{t('cells.ground')}</span>
        <Segmented
          label={t('cells.ground')}
          value={ground}
          onChange={set.ground}
          choices={GROUNDS.map((value) => ({
            value,
            label: t(`cells.grounds.${value}`),
            hint: t(`cells.groundHint.${value}`),
          }))}
        />
      </div>
      {kind === 'metric' && ground === 'all' ? <p className="muted">{t('cells.groundAllNote')}</p> : null}
      <BandFields choice={choice} />
      <div className="analyse-field">
        <span>{t('cells.confidence')}</span>
        <Segmented
          label={t('cells.confidence')}
          value={String(confidence)}
          onChange={(value) => set.confidence(CONFIDENCES.find((one) => String(one) === value) ?? 95)}
          choices={CONFIDENCES.map((value) => ({ value: String(value), label: `${value}%` }))}
        />
      </div>
    </>
  );
}

/** The side of square cells. */
export function MetresField({
  choice: { metres, set },
}: {
  choice: { metres: number | null; set: Pick<CellsChoice['set'], 'metres'> };
}) {
  const { t } = useTranslation();
  const id = useId();
  const { cellMetres } = useSuggestions();
  const offered = [...new Set([...CELL_METRES, ...(metres === null ? [] : [metres])])].sort((a, b) => a - b);
  return (
    <div className="analyse-field">
      <label htmlFor={id}>{t('cells.metres')}</label>
      <select
        id={id}
        value={metres ?? SUGGESTED}
        onChange={({ target }) => set.metres(target.value === SUGGESTED ? null : Number(target.value))}
      >
        <option value={SUGGESTED}>
          {t('cells.suggested', { value: cellMetres === null ? '…' : formatDistance(cellMetres) })}
        </option>
        {offered.map((value) => (
          <option key={value} value={value}>
            {formatDistance(value)}
          </option>
        ))}
      </select>
    </div>
  );
}

function BandFields({ choice }: { choice: CellsChoice }) {
  const { t } = useTranslation();
  const { bandKind, neighbours, set } = choice;
  const id = useId();
  return (
    <>
      <div className="analyse-field">
        <span>{t('cells.band')}</span>
        <Segmented
          label={t('cells.band')}
          value={bandKind}
          onChange={set.bandKind}
          choices={BAND_KINDS.map((value) => ({ value, label: t(`cells.bands.${value}`) }))}
        />
      </div>
      {bandKind === 'distance' ? <BandMetresField choice={choice} /> : null}
      {bandKind === 'nearest' ? (
        <div className="analyse-field">
          <label htmlFor={id}>{t('cells.neighbours')}</label>
          <input
            id={id}
            type="number"
            min={1}
            max={64}
            value={neighbours}
            onChange={({ target }) => target.validity.valid && set.neighbours(Number(target.value))}
          />
        </div>
      ) : null}
    </>
  );
}

const MOST_BAND_METRES = 5000;

function BandMetresField({ choice: { bandMetres, set } }: { choice: CellsChoice }) {
  const { t } = useTranslation();
  const id = useId();
  const suggested = useSuggestions().bandMetres;
  const shown = bandMetres ?? suggested;
  return (
    <div className="analyse-field">
      <label htmlFor={id}>{t('cells.bandMetres')}</label>
      <div className="joined">
        <input
          type="range"
          min={50}
          max={MOST_BAND_METRES}
          step={50}
          value={shown ?? 50}
          aria-label={t('cells.bandMetres')}
          onChange={({ target }) => set.bandMetres(Number(target.value))}
        />
        <input
          id={id}
          type="number"
          min={50}
          max={50_000}
          step="any"
          value={shown ?? ''}
          onChange={({ target }) =>
            target.value !== '' && target.validity.valid && set.bandMetres(Number(target.value))
          }
        />
      </div>
      {bandMetres !== null && suggested !== null && bandMetres !== suggested ? (
        <button type="button" className="link-button" onClick={() => set.bandMetres(null)}>
          {t('cells.useSuggested', { value: formatDistance(suggested) })}
        </button>
      ) : null}
    </div>
  );
}
