import { useTranslation } from 'react-i18next';
import { csvLine } from '../../../../core/review/csv.ts';
import { areaSurfaces } from '../../../api/areas.ts';
import { useView } from '../../../state/view.ts';
import { downloadText } from '../../../ui/download.ts';
import { Icon } from '../../../ui/icon.tsx';
import { GeoJsonButton } from '../geojson-button.tsx';
import { type CellFigure, cellFeatures } from './cell-features.ts';
import { useCellPlace } from './cell-list.tsx';
import { cellName, type ListedCells, middleOf } from './cell-picture.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Saves the listed cells with their figures, as a table or as shapes. */
export function CellsFiles(props: {
  found: ListedCells;
  listed: readonly number[];
  name: string;
  figures: readonly CellFigure[];
}) {
  const { t } = useTranslation();
  const { found, listed, figures } = props;
  const placeOf = useCellPlace(found);
  const within = useView((view) => view.filter.within);
  const save = () => {
    const heads = [
      t('cells.column.code'),
      t('cells.column.place'),
      t('cells.column.lng'),
      t('cells.column.lat'),
      t('cells.count'),
      ...figures.map(([head]) => head),
    ];
    const lines = listed.map((cell) => {
      const { lng, lat } = middleOf(found.cells, cell);
      const own = figures.map(([, of]) => of(cell));
      return csvLine([cellName(found.cells, cell), placeOf(cell), lng, lat, found.counts[cell] ?? 0, ...own]);
    });
    downloadText(`${props.name}.csv`, `${BYTE_ORDER_MARK}${csvLine(heads)}${lines.join('')}`);
  };
  const features = async () => {
    const isPlan = found.cells.kind === 'plan';
    return cellFeatures(found, listed, figures, isPlan ? await areaSurfaces('grid', within) : new Map());
  };
  return (
    <>
      <button type="button" className="link-button" disabled={listed.length === 0} onClick={save}>
        <Icon name="download" size={12} /> CSV
      </button>
      <GeoJsonButton fileName={`${props.name}.geojson`} isEmpty={listed.length === 0} features={features} />
    </>
  );
}
