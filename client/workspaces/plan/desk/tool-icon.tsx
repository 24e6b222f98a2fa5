import type { Tool } from '../../../planning/planning.ts';

/** A border before (thin) and what the tool makes of it. */
const PATHS: Record<Tool, string> = {
  move: 'M2 12L8 4L14 12M8 2.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 0 0 0-3.6z',
  push: 'M4 2v12M7 8h6M10.5 5.5L13 8l-2.5 2.5',
  reshape: 'M2 8h3c1 0 1-4 3-4s2 4 3 4h3',
  split: 'M2.5 2.5h11v11h-11zM9.5 2.5L6.5 13.5',
  merge: 'M2.5 2.5h11v11h-11zM8 2.5v2M8 7v2M8 11.5v2',
  transfer: 'M2.5 2.5h11v11h-11zM8 2.5v3M8 10.5v3M8 5.5h3.5v5H8',
  comment: 'M2.5 3h11v8H7.5L4.5 13.5V11h-2z',
};

export function ToolIcon({ tool }: { tool: Tool }) {
  return (
    <svg className="icon" width={18} height={18} viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[tool]} fill="none" stroke="currentColor" strokeWidth="1.3" strokeLinejoin="round" />
    </svg>
  );
}
