import { useTranslation } from 'react-i18next';
import type { RoadFileReport } from '../../../core/contract/road-file.ts';
import { ROAD_FILE_LOSSES } from '../../../core/import/osm/losses.ts';
import { formatNumber } from '../../ui/format.ts';

/** What a file of OpenStreetMap holds as roads, and what of it is not taken. */
export function RoadFile({ network }: { network: RoadFileReport }) {
  const { t } = useTranslation();
  const { ways, roads, turns, blockedTurns, losses } = network;
  const lost = ROAD_FILE_LOSSES.flatMap((reason) => {
    const count = losses[reason] ?? 0;
    return count > 0 ? [{ reason, count }] : [];
  });
  const figures = [
    [t('roadFile.ways'), ways],
    [t('roadFile.roads'), roads],
    [t('roadFile.turns'), turns],
  ] as const;
  return (
    <section className="import-problems road-file" aria-labelledby="road-file-title">
      <h4 id="road-file-title">{t('roadFile.title')}</h4>
      <dl className="import-figures">
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
      {blockedTurns > 0 ? (
        <p className="muted">{t('roadFile.blocked', { n: formatNumber(blockedTurns) })}</p>
      ) : null}
      <h4>{t(lost.length > 0 ? 'roadFile.losses' : 'roadFile.noLosses')}</h4>
      {lost.length > 0 ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('roadFile.what')}</th>
              <th scope="col">{t('roadFile.count')}</th>
            </tr>
          </thead>
          <tbody>
            {lost.map(({ reason, count }) => (
              <tr key={reason}>
                <td>{t(`roadFile.loss.${reason}`)}</td>
                <td>{formatNumber(count)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  );
}
