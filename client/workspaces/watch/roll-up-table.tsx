import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Level } from '../../../core/vocabulary.ts';
import { formatCount } from '../../ui/format.ts';
import type { ShownRollup } from './counted-rollups.ts';
import {
  figureOf,
  orderRollups,
  ROLLUP_COLUMNS,
  type RollupColumn,
  type RollupOrder,
} from './roll-up-order.ts';

export interface RollUpRow {
  rollup: ShownRollup;
  name: string;
}

/** The areas of one level with their figures; the head of a column orders by it. */
export function RollUpTable(props: {
  rows: readonly RollUpRow[];
  level: Level;
  onDrill: (code: string) => void;
}) {
  const { t } = useTranslation();
  const [order, setOrder] = useState<RollupOrder>({ by: 'open', descending: true });
  const orderBy = (by: RollupOrder['by']) =>
    setOrder({ by, descending: order.by === by ? !order.descending : by !== 'name' });
  const head = (by: RollupOrder['by'], label: string) => (
    <th key={by} scope="col" aria-sort={order.by === by ? sortWord(order) : 'none'}>
      <button type="button" onClick={() => orderBy(by)}>
        {label}
        {order.by === by ? <span aria-hidden="true">{order.descending ? ' ↓' : ' ↑'}</span> : null}
      </button>
    </th>
  );
  return (
    <div className="roll-up">
      <table>
        <thead>
          <tr>
            {head('name', t(`level.${props.level}`))}
            {ROLLUP_COLUMNS.map((column) => head(column, t(`watch.areas.column.${column}`)))}
          </tr>
        </thead>
        <tbody>
          {orderRollups(props.rows, order).map(({ rollup, name }) => (
            <tr key={rollup.code}>
              <th scope="row">
                <button type="button" className="link-button" onClick={() => props.onDrill(rollup.code)}>
                  {name}
                </button>
              </th>
              {ROLLUP_COLUMNS.map((column) => (
                <td key={column} className={isHot(rollup, column) ? 'tone-alert' : undefined}>
                  {column === 'staff' && rollup.staff === null ? '–' : formatCount(figureOf(rollup, column))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sortWord(order: RollupOrder): 'ascending' | 'descending' {
  return order.descending ? 'descending' : 'ascending';
}

function isHot(rollup: ShownRollup, column: RollupColumn): boolean {
  return column === 'open' && rollup.openIncidents[1] > 0;
}
