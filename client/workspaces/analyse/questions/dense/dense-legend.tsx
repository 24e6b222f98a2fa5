import { useTranslation } from 'react-i18next';
import { sigmaOf } from '../../../../../core/hotspot/kernel.ts';
import type { AnalysisPicture, DensityWish } from '../../../../analysis/density-wish.ts';
import { DensityRamp } from '../../../../period/density-ramp.tsx';
import { useView } from '../../../../state/view.ts';
import { formatAge, formatDistance, formatLevel, formatNumber } from '../../../../ui/format.ts';
import { nameIn } from '../../../../ui/named.ts';
import { densityColours } from '../../report/density-colours.ts';
import { useReportPart } from '../../report/report-parts.ts';

const DAY_MS = 86_400_000;

/** What a legend tells of a density, or of several. */
type Drawn = Omit<AnalysisPicture, 'image' | 'contours' | 'compared' | 'theme'>;

/** What the colours mean: the same wherever the map looks. */
export function DenseLegend({ picture, asked }: { picture: Drawn; asked: DensityWish }) {
  const { t } = useTranslation();
  const theme = useView((view) => view.theme);
  const { top, levels } = picture;
  useReportPart('legend', densityColours(t, top, theme));
  return (
    <div className="dense-legend">
      <DensityRamp top={top} />
      <p className="muted">{t('dense.legend.unit')}</p>
      <HowDrawn picture={picture} asked={asked.bandwidthMetres} />
      {levels.length > 0 ? (
        <p className="muted">
          {t('dense.legend.lines', { levels: levels.map(formatLevel).join(t('dense.legend.and')) })}
        </p>
      ) : null}
    </div>
  );
}

/** The sentences below every legend of this question; in a report they come after those `before`. */
export function HowDrawn(props: { picture: Drawn; asked: number; before?: readonly string[] }) {
  const { picture, asked, before = [] } = props;
  const { t } = useTranslation();
  const language = useView((view) => view.language);
  const { kernel, bandwidthMetres, incidents, days, ground, outside } = picture;
  const widened = bandwidthMetres > asked;
  const facts = t('dense.legend.facts', {
    kernel: t(`dense.kernel.${kernel}`),
    radius: formatDistance(bandwidthMetres),
    sigma: formatDistance(sigmaOf(bandwidthMetres)),
    window: formatAge(days * DAY_MS),
    n: formatNumber(incidents),
  });
  const edge = [
    ground ? t('dense.edge.on', { area: nameIn(language, ground) }) : t('dense.edge.off'),
    ...(outside > 0 ? [t('dense.edge.outside', { n: formatNumber(outside) })] : []),
  ].join(' ');
  useReportPart('drawn', [...before, facts, edge]);
  return (
    <>
      <p className="muted">{facts}</p>
      <p className="muted">{edge}</p>
      {widened ? (
        <p className="muted">{t('period.densityWidened', { bandwidth: formatDistance(bandwidthMetres) })}</p>
      ) : null}
    </>
  );
}
