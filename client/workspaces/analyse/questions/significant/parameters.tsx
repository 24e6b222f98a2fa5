import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { EXPOSURES, LOCAL_STATISTICS } from '../../../../../core/analysis/methods.ts';
import { Segmented } from '../../../../ui/segmented.tsx';
import { useCellsChoice } from '../../cells/cells-choice.ts';
import { CellsFields } from '../../cells/cells-fields.tsx';
import { PERMUTATIONS, type SignificantChoice, useSignificantChoice } from './significant-choice.ts';

/** What can be chosen of a local statistic: method, cells, neighbours, denominator, confidence, where p comes from. */
export function Parameters() {
  const { t } = useTranslation();
  const choice = useSignificantChoice();
  const cells = useCellsChoice();
  const { statistic, set } = choice;
  return (
    <div className="analyse-fields">
      <div className="analyse-field">
        <span>{t('significant.statistic')}</span>
        <Segmented
          label={t('significant.statistic')}
          value={statistic}
          onChange={set.statistic}
          choices={LOCAL_STATISTICS.map((value) => ({
            value,
            label: t(`significant.statistics.${value}`),
            hint: t(`significant.statisticHint.${value}`),
          }))}
        />
      </div>
      <p className="muted">{t(`significant.statisticHint.${statistic}`)}</p>
      <CellsFields choice={cells} />
      <ExposureField choice={choice} isPlan={cells.kind === 'plan'} />
      <PermutationFields choice={choice} />
    </div>
  );
}

function ExposureField({ choice, isPlan }: { choice: SignificantChoice; isPlan: boolean }) {
  const { t } = useTranslation();
  const { exposure, set } = choice;
  if (!isPlan) return <p className="muted">{t('significant.exposureMetric')}</p>;
  return (
    <>
      <div className="analyse-field">
        <span>{t('significant.exposure')}</span>
        <Segmented
          label={t('significant.exposure')}
          value={exposure}
          onChange={set.exposure}
          choices={EXPOSURES.map((value) => ({ value, label: t(`significant.exposures.${value}`) }))}
        />
      </div>
      <p className="muted">{t(`significant.exposureNote.${exposure}`)}</p>
    </>
  );
}

function PermutationFields({ choice: { permutations, seed, set } }: { choice: SignificantChoice }) {
  const { t } = useTranslation();
  const ids = { rounds: useId(), seed: useId() };
  return (
    <>
      <div className="analyse-field">
        <label htmlFor={ids.rounds}>{t('significant.p')}</label>
        <select
          id={ids.rounds}
          value={permutations}
          onChange={({ target }) => set.permutations(Number(target.value))}
        >
          {PERMUTATIONS.map((rounds) => (
            <option key={rounds} value={rounds}>
              {rounds === 0 ? t('significant.ps.normal') : t('significant.ps.permuted', { n: rounds })}
            </option>
          ))}
        </select>
      </div>
      {permutations > 0 ? (
        <>
          <div className="analyse-field">
            <label htmlFor={ids.seed}>{t('significant.seed')}</label>
            <input
              id={ids.seed}
              type="number"
              min={0}
              max={0x7fff_ffff}
              step={1}
              value={seed}
              onChange={({ target }) =>
                target.value !== '' && target.validity.valid && set.seed(Number(target.value))
              }
            />
          </div>
          <p className="muted">
            {t('significant.permutedNote', { n: permutations, least: 2 / (permutations + 1) })}
          </p>
        </>
      ) : null}
    </>
  );
}
