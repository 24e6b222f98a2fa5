import { CASE_KINDS, RISK_GRADES } from '../../../core/case/vocabulary.ts';
import { CASE_FOLDER, CASE_MARKS, FILE_COLOURS, RISK_HALF, RISK_SHIELD } from '../../ui/case-symbols.ts';
import { MAP_PALETTES } from '../style/palette.ts';
import type { IconName, IconPart } from './icons.ts';

type Theme = 'dark' | 'light';

/** Folders of cases and shields of risk files. */
export function fileIcons(theme: Theme): [IconName, IconPart[]][] {
  return [...caseIcons(theme), ...riskIcons(theme)];
}

function caseIcons(theme: Theme): [IconName, IconPart[]][] {
  const { halo } = MAP_PALETTES[theme];
  const { plain, late } = FILE_COLOURS[theme];
  return CASE_KINDS.flatMap((kind): [IconName, IconPart[]][] => {
    const { path, paint } = CASE_MARKS[kind];
    const mark = (colour: string): IconPart =>
      paint === 'fill' ? { path, fill: colour } : { path, stroke: colour, width: 1.9 };
    const rim: IconPart = { path: CASE_FOLDER, stroke: halo, width: 3.6, alpha: 0.9 };
    return [
      [
        `case-${kind}`,
        [
          rim,
          { path: CASE_FOLDER, fill: halo, alpha: 0.85 },
          { path: CASE_FOLDER, stroke: plain, width: 1.7 },
          mark(plain),
        ],
      ],
      [`case-${kind}-late`, [rim, { path: CASE_FOLDER, fill: late }, mark(halo)]],
    ];
  });
}

function riskIcons(theme: Theme): [IconName, IconPart[]][] {
  const { halo } = MAP_PALETTES[theme];
  const { plain, alert } = FILE_COLOURS[theme];
  const shield = (colour: string, alpha: number): IconPart[] => [
    { path: RISK_SHIELD, stroke: halo, width: 3.6, alpha: 0.9 * alpha },
    { path: RISK_SHIELD, fill: halo, alpha: 0.85 * alpha },
    { path: RISK_SHIELD, stroke: colour, width: 1.7, alpha },
  ];
  const content: Record<(typeof RISK_GRADES)[number], string | null> = {
    low: null,
    medium: RISK_HALF,
    high: RISK_SHIELD,
  };
  const graded = RISK_GRADES.flatMap((grade) =>
    (['running', 'upcoming'] as const).map((phase): [IconName, IconPart[]] => {
      const alpha = phase === 'running' ? 1 : 0.6;
      const path = content[grade];
      const inside: IconPart[] = path ? [{ path, fill: plain, alpha }] : [];
      return [`risk-${grade}-${phase}`, [...shield(plain, alpha), ...inside]];
    }),
  );
  const unsigned: IconPart[] = [
    ...shield(alert, 1),
    { path: 'M0,-4.5V1.5M0,4.6V4.8', stroke: alert, width: 2.2 },
  ];
  return [...graded, ['risk-unsigned', unsigned]];
}
