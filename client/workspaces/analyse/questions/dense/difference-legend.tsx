import { useTranslation } from 'react-i18next';
import type { AnalysisPicture, Compared } from '../../../../analysis/density-wish.ts';
import { differenceColour, differenceGradient } from '../../../../analysis/diverging-ramp.ts';
import { useView } from '../../../../state/view.ts';
import { formatDay, formatLevel, formatNumber } from '../../../../ui/format.ts';
import { useReportPart } from '../../report/report-parts.ts';
import { HowDrawn } from './dense-legend.tsx';
import { useRadius } from './use-dense.ts';

const RATIOS = ['¼', '½', '1', '2', '4'];
const PARTS = [-1, -0.5, 0, 0.5, 1];

/** What the colours of a comparison mean. */
export function DifferenceLegend({ picture, compared }: { picture: AnalysisPicture; compared: Compared }) {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const { metres } = useRadius();
  const { as, top, floor, span, days, incidents } = compared;
  const labels = as === 'ratio' ? RATIOS.map((text) => `×${text}`) : PARTS.map((part) => signed(part * top));
  const meaning =
    as === 'ratio' ? t('dense.legend.ratio', { floor: formatLevel(floor) }) : t('dense.legend.difference');
  const times = {
    now: t('dense.legend.now'),
    other: t('dense.legend.other', { from: formatDay(span.fromMs), to: formatDay(span.toMs - 1) }),
  };
  useReportPart(
    'legend',
    PARTS.map((part, i) => ({ colour: differenceColour(part, theme), label: labels[i] ?? '' })),
  );
  return (
    <div className="dense-legend">
      <div
        className="density-ramp"
        role="img"
        aria-label={t(`dense.as.${as}`)}
        style={{ backgroundImage: differenceGradient(theme) }}
      />
      <div className="density-scale">
        {labels.map((label) => (
          <span key={label}>{label}</span>
        ))}
      </div>
      <p className="muted">{meaning}</p>
      <p>{t('dense.legend.chance')}</p>
      <table className="dense-counts">
        <tbody>
          <tr>
            <th scope="row">{times.now}</th>
            <td>{formatNumber(picture.incidents)}</td>
            <td>{t('dense.legend.perDay', { n: formatLevel(picture.incidents / picture.days) })}</td>
          </tr>
          <tr>
            <th scope="row">{times.other}</th>
            <td>{formatNumber(incidents)}</td>
            <td>{t('dense.legend.perDay', { n: formatLevel(incidents / days) })}</td>
          </tr>
        </tbody>
      </table>
      <HowDrawn
        picture={picture}
        asked={metres}
        before={[
          `${times.now}: ${formatNumber(picture.incidents)} · ${times.other}: ${formatNumber(incidents)}`,
          `${meaning} ${t('dense.legend.chance')}`,
        ]}
      />
    </div>
  );
}

function signed(value: number): string {
  return value === 0 ? '0' : `${value < 0 ? '−' : '+'}${formatLevel(Math.abs(value))}`;
}
