import { useTranslation } from 'react-i18next';
import { useView } from '../../state/view.ts';
import type { View } from '../../state/view-state.ts';
import { Icon } from '../../ui/icon.tsx';

const FORMATS = [
  ['csv', 'CSV'],
  ['geojsonseq', 'GeoJSONSeq'],
  ['arrow', 'Arrow'],
] as const;

/** The incidents that count, as files for other tools. */
export function ExportLinks() {
  const { t } = useTranslation();
  const filter = useView((view) => view.filter);
  const analyse = useView((view) => view.analyse);
  return (
    <p className="export-links">
      <Icon name="download" size={12} /> {t('analyse.export')}
      {FORMATS.map(([format, name]) => (
        <a key={format} href={exportAddress(format, filter, analyse)} download>
          {name}
        </a>
      ))}
    </p>
  );
}

/** Where a file of the incidents in filter and window is to be had. */
export function exportAddress(
  format: (typeof FORMATS)[number][0],
  { types, priorities, statuses, nets, within }: View['filter'],
  { window, hours }: Pick<View['analyse'], 'window' | 'hours'>,
): string {
  const query = new URLSearchParams({ format });
  if (window) {
    query.set('from', new Date(window.fromMs).toISOString());
    query.set('to', new Date(window.toMs).toISOString());
  }
  const lists = { type: types, priority: priorities, status: statuses, net: nets, hours };
  for (const [name, values] of Object.entries(lists))
    if (values.length > 0) query.set(name, values.join(','));
  if (within) query.set('within', within);
  return `/api/incidents/export?${query}`;
}
