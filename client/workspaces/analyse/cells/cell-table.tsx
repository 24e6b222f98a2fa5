import type { ComponentProps } from 'react';
import { formatNumber } from '../../../ui/format.ts';
import { CellList } from './cell-list.tsx';
import { CellsFiles } from './cells-files.tsx';

/** The cells of a result under a heading with their number, and as files. */
export function CellTable({
  title,
  name,
  figures,
  ...list
}: { title: string } & Pick<ComponentProps<typeof CellsFiles>, 'name' | 'figures'> &
  ComponentProps<typeof CellList>) {
  return (
    <>
      <h3 className="cell-head">
        {title} <small>{formatNumber(list.listed.length)}</small>
        <CellsFiles found={list.found} listed={list.listed} name={name} figures={figures} />
      </h3>
      <CellList {...list} />
    </>
  );
}
