import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icon.tsx';
import { FlyButton, useCellPlace } from './cell-list.tsx';
import type { ListedCells } from './cell-picture.ts';

/** The chosen cell: where it is, what it means, and its figures (`dt` and `dd`) as children. */
export function ChosenCard(props: {
  found: ListedCells;
  cell: number;
  meaning: string;
  onDrop: () => void;
  children: ReactNode;
  below?: ReactNode;
}) {
  const { t } = useTranslation();
  const { found, cell } = props;
  return (
    <section className="chosen-cell" aria-label={t('cells.chosen')}>
      <header>
        <b>{useCellPlace(found)(cell)}</b>
        <FlyButton cells={found.cells} cell={cell} />
        <button
          type="button"
          className="icon-button small"
          aria-label={t('cells.drop')}
          title={t('cells.drop')}
          onClick={props.onDrop}
        >
          <Icon name="close" size={12} />
        </button>
      </header>
      <p>{props.meaning}</p>
      <dl>{props.children}</dl>
      {props.below}
    </section>
  );
}
