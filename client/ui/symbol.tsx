import type { CaseKind, RiskGrade } from '../../core/case/vocabulary.ts';
import type { Net, Priority } from '../../core/vocabulary.ts';
import { CASE_FOLDER, CASE_MARKS, RISK_HALF, RISK_SHIELD } from './case-symbols.ts';
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

const OUTLINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.8, strokeLinejoin: 'round' } as const;

/** The folder of a case, as on the map. */
export function CaseMark({ kind = 'dispute', size = 20 }: { kind?: CaseKind; size?: number }) {
  const { path, paint } = CASE_MARKS[kind];
  return (
    <svg className="mark" width={size} height={size} viewBox="-11 -11 22 22" aria-hidden="true">
      <path d={CASE_FOLDER} {...OUTLINE} />
      <path d={path} {...(paint === 'fill' ? { fill: 'currentColor' } : OUTLINE)} />
    </svg>
  );
}

/** The shield of a risk file, as on the map. */
export function RiskMark({ grade = 'medium', size = 20 }: { grade?: RiskGrade; size?: number }) {
  const inside = { low: null, medium: RISK_HALF, high: RISK_SHIELD }[grade];
  return (
    <svg className="mark" width={size} height={size} viewBox="-11 -11 22 22" aria-hidden="true">
      <path d={RISK_SHIELD} {...OUTLINE} />
      {inside ? <path d={inside} fill="currentColor" /> : null}
    </svg>
  );
}
