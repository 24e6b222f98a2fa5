import { useTranslation } from 'react-i18next';
import type { Cells } from '../../../../core/hotspot/cells.ts';
import { mapHost } from '../../../map/map-host.ts';
import { formatLngLat, formatNumber } from '../../../ui/format.ts';
import { Icon } from '../../../ui/icon.tsx';
import { usePlaceName } from '../../../ui/place-name.ts';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { cellName, type ListedCells, middleOf } from './cell-picture.ts';

const NEAR_ZOOM = 15;

/** Where a cell is: its area in words, or its coordinates. */
export function useCellPlace({ cells, gridCodes }: ListedCells): (cell: number) => string {
  const placeName = usePlaceName();
  return (cell) => {
    const code = gridCodes[cell];
    const { lng, lat } = middleOf(cells, cell);
    if (!code) return formatLngLat(lng, lat);
    return cells.kind === 'plan' ? placeName(code) : placeName(code.slice(0, -3));
  };
}

/** Cells as rows: a press chooses one and marks it on the map; the map moves only when asked to. */
export function CellList(props: {
  found: ListedCells;
  listed: readonly number[];
  chosen: number;
  onChoose: (cell: number) => void;
  colourOf: (cell: number) => string | null;
  /** Below the place. */
  detail: (cell: number) => string;
}) {
  const { t } = useTranslation();
  const { found, listed, chosen, colourOf } = props;
  const placeOf = useCellPlace(found);
  if (listed.length === 0) return <p className="muted">{t('cells.noCells')}</p>;
  return (
    <div className="cell-list">
      <VirtualList
        items={listed}
        idOf={(cell) => cellName(found.cells, cell)}
        label={t('cells.list')}
        estimatedPx={42}
        initialId={chosen >= 0 ? cellName(found.cells, chosen) : null}
        onOpen={props.onChoose}
        classOf={(cell) => (cell === chosen ? 'chosen' : '')}
        row={(cell) => (
          <>
            <i aria-hidden="true" style={{ background: colourOf(cell) ?? 'transparent' }} />
            <span>
              {placeOf(cell)}
              <small>{props.detail(cell)}</small>
            </span>
            <span>{formatNumber(found.counts[cell] ?? 0)}</span>
          </>
        )}
        actions={(cell) => <FlyButton cells={found.cells} cell={cell} />}
      />
    </div>
  );
}

export function FlyButton({ cells, cell }: { cells: Cells; cell: number }) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="icon-button small"
      title={t('cells.fly')}
      aria-label={t('cells.fly')}
      onClick={() => mapHost.flyTo({ ...middleOf(cells, cell), zoom: NEAR_ZOOM })}
    >
      <Icon name="fly" size={14} />
    </button>
  );
}
