import { useTranslation } from 'react-i18next';
import { differenceFilePath } from '../../../api/plan-difference.ts';
import { type PlanFileFormat, planFilePath } from '../../../api/plans.ts';
import { Icon } from '../../../ui/icon.tsx';
import { SheetButton } from './sheet/sheet-button.tsx';
import type { Comparison } from './use-comparison.ts';

const FORMATS: readonly (readonly [PlanFileFormat, string])[] = [
  ['geojson', 'GeoJSON'],
  ['topojson', 'TopoJSON'],
  ['shapefile', 'Shapefile'],
  ['geopackage', 'GeoPackage'],
  ['csv', 'CSV'],
];

/** The comparison on paper and as files, and each of the two as files. */
export function CompareFiles({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { from, to } = comparison.compare;
  return (
    <section className="panel-section compare-files" aria-labelledby="compare-files">
      <h3 className="panel-title" id="compare-files">
        {t('compare.files')}
      </h3>
      <SheetButton comparison={comparison} />
      <Files
        label={t('compare.fileOfDifference')}
        files={(['geojson', 'csv'] as const).map((format) => [
          format === 'csv' ? 'CSV' : 'GeoJSON',
          differenceFilePath(from, to, comparison.counted, format),
        ])}
      />
      {(['from', 'to'] as const).map((side) => (
        <Files
          key={side}
          label={`${t(side === 'from' ? 'compare.before' : 'compare.after')} · ${comparison[side].name}`}
          files={FORMATS.map(([format, name]) => [
            name,
            planFilePath(comparison.compare[side], format, 'grid'),
          ])}
        />
      ))}
    </section>
  );
}

function Files({
  label,
  files,
}: {
  label: string;
  files: readonly (readonly [name: string, path: string])[];
}) {
  const { t } = useTranslation();
  return (
    <p className="compare-file-line">
      <span>
        <Icon name="download" size={12} /> {label}
      </span>
      {files.map(([name, path]) => (
        <a key={name} href={path} download aria-label={t('compare.fileName', { what: label, format: name })}>
          {name}
        </a>
      ))}
    </p>
  );
}
