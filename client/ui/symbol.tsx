import type { Net, Priority } from '../../core/vocabulary.ts';
import { PRIORITY_SHAPES } from './incident-symbols.ts';
import { NET_SHAPES, type SymbolShape } from './net-symbols.ts';

function Mark({ shape, className, size }: { shape: SymbolShape; className: string; size: number }) {
  const paint =
    shape.paint === 'fill'
      ? { fill: 'currentColor' }
      : { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinejoin: 'round' as const };
  return (
    <svg className={className} width={size} height={size} viewBox="-10 -10 20 20" aria-hidden="true">
      <path d={shape.path} {...paint} />
    </svg>
  );
}

/** The net's shape in the net's colour, as on the map. */
export function NetMark({ net, size = 20 }: { net: Net; size?: number }) {
  return <Mark shape={NET_SHAPES[net]} className={`mark net-${net}`} size={size} />;
}

/** The priority's shape, as on the map. */
export function PriorityMark({ priority, size = 18 }: { priority: number; size?: number }) {
  const known = (priority in PRIORITY_SHAPES ? priority : 4) as Priority;
  return <Mark shape={PRIORITY_SHAPES[known]} className={`mark priority-${known}`} size={size} />;
}
