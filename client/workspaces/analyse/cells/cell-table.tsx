import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../../ui/format.ts';
import { MOST_ROWS, useReportPart } from '../report/report-parts.ts';
import { CellList, useCellPlace } from './cell-list.tsx';
import { cellName } from './cell-picture.ts';
import { CellsFiles } from './cells-files.tsx';

/** The cells of a result under a heading with their number, as files, and in a report as far as it has room. */
export function CellTable({
  title,
  name,
  figures,
  ...list
}: { title: string } & Pick<ComponentProps<typeof CellsFiles>, 'name' | 'figures'> &
  ComponentProps<typeof CellList>) {
  const { t } = useTranslation();
  const { found, listed, detail } = list;
  const placeOf = useCellPlace(found);
  useReportPart('table', {
    title,
    heads: [
      t(`cells.column.${found.cells.kind === 'plan' ? 'code' : 'cell'}`),
      t('cells.column.place'),
      t('cells.count'),
      t('cells.column.result'),
    ],
    rows: listed
      .slice(0, MOST_ROWS)
      .map((cell) => [
        cellName(found.cells, cell),
        placeOf(cell),
        formatNumber(found.counts[cell] ?? 0),
        detail(cell),
      ]),
    total: listed.length,
  });
  return (
    <>
      <h3 className="cell-head">
        {title} <small>{formatNumber(listed.length)}</small>
        <CellsFiles found={found} listed={listed} name={name} figures={figures} />
      </h3>
      <CellList {...list} />
    </>
  );
}
