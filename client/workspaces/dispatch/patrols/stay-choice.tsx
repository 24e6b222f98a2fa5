import { useTranslation } from 'react-i18next';
import { patrolStore, type Setup, usePatrols } from './patrol-store.ts';

const NUMBERS = [
  { field: 'minStayMinutes', least: 1, most: 60 },
  { field: 'maxStayMinutes', least: 1, most: 120 },
  { field: 'visits', least: 1, most: 4 },
  { field: 'gapMinutes', least: 0, most: 240 },
  { field: 'seed', least: 1, most: 9999 },
] as const satisfies readonly { field: keyof Setup; least: number; most: number }[];

/** How long, how often, by whom. */
export function StayChoice() {
  const { t } = useTranslation();
  const setup = usePatrols((state) => state.setup);
  const put = (field: (typeof NUMBERS)[number]['field'], least: number, most: number, text: string) => {
    const value = Math.round(Number(text));
    if (text !== '' && value >= least && value <= most) patrolStore.setSetup({ [field]: value });
  };
  return (
    <section className="panel-section">
      <details>
        <summary>
          {t('patrols.stays', {
            least: setup.minStayMinutes,
            most: setup.maxStayMinutes,
            visits: setup.visits,
            gap: setup.gapMinutes,
          })}
        </summary>
        <div className="patrol-fields">
          {NUMBERS.map(({ field, least, most }) => (
            <label key={field}>
              {t(`patrols.${field}`)}
              <input
                type="number"
                min={least}
                max={most}
                defaultValue={setup[field]}
                onChange={({ target }) => put(field, least, most, target.value)}
              />
            </label>
          ))}
        </div>
        <label className="check">
          <input
            type="checkbox"
            checked={setup.homeOnly}
            onChange={({ target }) => patrolStore.setSetup({ homeOnly: target.checked })}
          />
          {t('patrols.homeOnly')}
        </label>
      </details>
      {setup.minStayMinutes > setup.maxStayMinutes ? (
        <p className="tone-warn">{t('patrols.staysReversed')}</p>
      ) : null}
    </section>
  );
}
