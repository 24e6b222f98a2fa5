import { useTranslation } from 'react-i18next';
import { csvLine } from '../../../../core/review/csv.ts';
import { downloadText } from '../../../ui/download.ts';
import { Icon } from '../../../ui/icon.tsx';
import { type ListedCells, useCellPlace } from './cell-list.tsx';
import { cellName, middleOf } from './cell-picture.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** Saves the listed cells with their figures. */
export function CellsCsv(props: {
  found: ListedCells;
  listed: readonly number[];
  name: string;
  figures: readonly (readonly [head: string, of: (cell: number) => number | string])[];
}) {
  const { t } = useTranslation();
  const { found, listed, figures } = props;
  const placeOf = useCellPlace(found);
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
  return (
    <button type="button" className="link-button" disabled={listed.length === 0} onClick={save}>
      <Icon name="download" size={12} /> CSV
    </button>
  );
}
