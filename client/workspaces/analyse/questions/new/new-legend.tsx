import { useTranslation } from 'react-i18next';
import { useView } from '../../../../state/view.ts';
import { useReportPart } from '../../report/report-parts.ts';
import { NEW_COLOURS } from './new-shapes.ts';

const ENTRIES = ['strong', 'likely', 'chance', 'group'] as const;

/** What the circles and outlines on the map stand for. */
export function NewLegend() {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  useReportPart(
    'legend',
    ENTRIES.map((entry) => ({
      colour: NEW_COLOURS[theme][entry],
      label: t(`analyse.new.legend.${entry}`),
    })),
  );
  return (
    <ul className="new-legend" aria-label={t('analyse.new.legend.label')}>
      {ENTRIES.map((entry) => (
        <li key={entry}>
          <i aria-hidden="true" className={entry} style={{ borderColor: NEW_COLOURS[theme][entry] }} />
          {t(`analyse.new.legend.${entry}`)}
        </li>
      ))}
    </ul>
  );
}
