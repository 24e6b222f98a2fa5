import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useKeys } from './keys.ts';

interface Props<T> {
  items: readonly T[];
  idOf: (item: T) => string;
  label: string;
  /** Height of a row before it is measured. */
  estimatedPx: number;
  /** Row that has the keyboard first. */
  initialId: string | null;
  /** Row that is brought into view, and has the keyboard then, whenever it is another one. */
  followedId?: string;
  onOpen: (item: T) => void;
  /** The row's own button is around this. */
  row: (item: T) => ReactNode;
  /** Further buttons of a row. */
  actions?: (item: T, isCurrent: boolean) => ReactNode;
  classOf?: (item: T) => string;
}

/** A long list of which only what is in view exists. J and K move in it, Enter opens; one row at a time is in the tab order. */
export function VirtualList<T>(props: Props<T>) {
  const { items, idOf, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [currentId, setCurrentId] = useState(props.initialId);
  const found = items.findIndex((item) => idOf(item) === currentId);
  const at = Math.max(0, found);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.estimatedPx,
    getItemKey: (index) => idOf(items[index]!),
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the list appears
  useEffect(() => {
    if (found > 0) rows.scrollToIndex(found, { align: 'center' });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another row is followed
  useEffect(() => {
    const followed = items.findIndex((item) => idOf(item) === props.followedId);
    if (followed < 0) return;
    setCurrentId(props.followedId ?? null);
    rows.scrollToIndex(followed, { align: 'auto' });
  }, [props.followedId]);
  const move = (step: number) => {
    const next = items[found < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + step))];
    if (!next) return false;
    setCurrentId(idOf(next));
    rows.scrollToIndex(items.indexOf(next), { align: 'auto' });
    // At once where it is there: the key that follows is meant for it.
    if (!focusRow(scroller.current, idOf(next)))
      requestAnimationFrame(() => focusRow(scroller.current, idOf(next)));
    return true;
  };
  const openCurrent = () => {
    const item = items[found];
    return item && isMine(scroller.current) ? onOpen(item) : false;
  };
  useKeys({
    j: () => isMine(scroller.current) && move(1),
    k: () => isMine(scroller.current) && move(-1),
    Enter: openCurrent,
  });
  return (
    <div className="list-scroll" ref={scroller}>
      <ul aria-label={props.label} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index]!;
          const isCurrent = index === at;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className={`${props.classOf?.(item) ?? ''} ${index === found ? 'current' : ''}`}
              style={{ transform: `translateY(${start}px)` }}
            >
              <button
                type="button"
                className="row"
                data-id={idOf(item)}
                tabIndex={isCurrent ? 0 : -1}
                onFocus={() => setCurrentId(idOf(item))}
                onClick={() => onOpen(item)}
              >
                {props.row(item)}
              </button>
              {props.actions?.(item, index === found)}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Whether the keys are meant for this list: of several on a page the one that has the focus takes them. */
function isMine(scroller: HTMLElement | null): boolean {
  const focused = document.activeElement?.closest('.list-scroll');
  return !focused || focused === scroller;
}

/** False when there is no such row in view. */
function focusRow(scroller: HTMLElement | null, id: string): boolean {
  const row = scroller?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
  row?.focus({ preventScroll: true });
  return row !== null && row !== undefined;
}
