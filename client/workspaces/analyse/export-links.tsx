import { useTranslation } from 'react-i18next';
import { useView } from '../../state/view.ts';
import { Icon } from '../../ui/icon.tsx';
import { exportAddress } from './export-address.ts';

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
