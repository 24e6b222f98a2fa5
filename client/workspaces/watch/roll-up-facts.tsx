import { useTranslation } from 'react-i18next';
import { formatArea, formatCount, formatNumber } from '../../ui/format.ts';
import type { ShownRollup } from './counted-rollups.ts';
import { openOf } from './roll-up-order.ts';

/** One area in figures. */
export function RollUpFacts({ rollup }: { rollup: ShownRollup }) {
  const { t } = useTranslation();
  const devices = rollup.devices.ok + rollup.devices.degraded + rollup.devices.offline;
  const facts = [
    { key: 'open', value: formatNumber(openOf(rollup)), tone: rollup.openIncidents[1] > 0 },
    { key: 'onDuty', value: `${rollup.unitsOnDuty}/${rollup.units}`, tone: false },
    ...(rollup.level === 'grid'
      ? []
      : [{ key: 'grids', value: formatNumber(rollup.grids), tone: false } as const]),
    ...(rollup.staff === null
      ? []
      : [{ key: 'staff', value: formatNumber(rollup.staff), tone: false } as const]),
    { key: 'residents', value: formatCount(rollup.residents), tone: false },
    { key: 'dwellings', value: formatCount(rollup.dwellings), tone: false },
    {
      key: 'posts',
      value: `${formatNumber(rollup.posts - rollup.postsUnstaffed)}/${formatNumber(rollup.posts)}`,
      tone: false,
    },
    {
      key: 'devices',
      value: `${formatNumber(devices - rollup.devices.offline)}/${formatNumber(devices)}`,
      tone: false,
    },
    {
      key: 'cases',
      value:
        rollup.casesOverdue > 0
          ? `${formatNumber(rollup.casesOpen)} · ${t('case.actions.overdue', { n: formatNumber(rollup.casesOverdue) })}`
          : formatNumber(rollup.casesOpen),
      tone: false,
    },
    { key: 'area', value: formatArea(rollup.areaKm2), tone: false },
  ] as const;
  return (
    <dl className="figures">
      {facts.map(({ key, value, tone }) => (
        <div key={key}>
          <dd className={tone ? 'tone-alert' : undefined}>{value}</dd>
          <dt>{t(`watch.areas.figure.${key}`)}</dt>
        </div>
      ))}
    </dl>
  );
}
