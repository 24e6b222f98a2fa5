import type { SplitRule } from '../../../../../core/hotspot/network-density.ts';
import type { CompareAs, DensityWish } from '../../../../analysis/density-wish.ts';
import { useAnalysis } from '../../../../analysis/use-analysis.ts';
import { useView } from '../../../../state/view.ts';
import { cityZone } from '../../../../ui/city-zone.ts';
import { useParameter } from '../parameter.ts';
import { COMPARISONS, comparedSpan, parseSpan, type Reached } from './compared-span.ts';
import { parseLevels } from './parse-levels.ts';
import { useSuggestion } from './suggestion.ts';

const RADIUS_METRES = [50, 5000] as const;
/** Where the radius stands in the address. */
export const RADIUS_PARAMETER = 'dense.radius';
/** The first of each is what is taken unless another is chosen. */
export const PIECES_METRES = [50, 25, 100, 200] as const;
export const NEAR_METRES = [50, 25, 100] as const;

/** Like `useParameter`, for a value that is one of a few. */
export function useChoice<T extends string>(
  name: string,
  choices: readonly T[],
): [value: T, set: (value: T) => void] {
  const [fallback] = choices;
  const [text, set] = useParameter(name, fallback ?? '');
  return [choices.find((choice) => choice === text) ?? (fallback as T), set];
}

/** Like `useChoice`, for metres. */
export function useMetres(
  name: string,
  choices: readonly number[],
): [metres: number, set: (metres: number) => void] {
  const [text, set] = useChoice(name, choices.map(String));
  return [Number(text), (metres) => set(String(metres))];
}

/** The radius in metres, and whether it is the suggested one. */
export function useRadius(): {
  metres: number;
  isSuggested: boolean;
  set: (metres: number | 'auto') => void;
} {
  const [text, setText] = useParameter(RADIUS_PARAMETER, 'auto');
  const fallback = useView((view) => view.density.bandwidthMetres);
  const { metres: suggested } = useSuggestion();
  const chosen = Number(text);
  const isSuggested = !(chosen >= RADIUS_METRES[0] && chosen <= RADIUS_METRES[1]);
  const metres = isSuggested
    ? Math.min(RADIUS_METRES[1], Math.max(RADIUS_METRES[0], suggested ?? fallback))
    : chosen;
  return { metres, isSuggested, set: (value) => setText(String(value)) };
}

export const useWay = () => useChoice('dense.on', ['ground', 'roads'] as const);
export const useKernel = () => useChoice('dense.kernel', ['quartic', 'gaussian'] as const);
export const useEdge = () => useChoice('dense.edge', ['on', 'off'] as const);
export const useLines = () => useChoice('dense.lines', ['off', 'on'] as const);
export const useCompare = () => useChoice('dense.with', COMPARISONS);
export const useCompareAs = () => useChoice<CompareAs>('dense.as', ['difference', 'ratio']);
export const useRule = () => useChoice<SplitRule>('dense.rule', ['continuous', 'equal_split']);

/** The time that is compared with, or why it can not be; undefined: none is. */
export function useReached(): Reached | undefined {
  const [comparison] = useCompare();
  const [then] = useParameter('dense.then', '');
  const window = useView((view) => view.analyse.window);
  const summary = useAnalysis('summary');
  if (comparison === 'none' || !summary) return undefined;
  return comparedSpan(comparison, window, parseSpan(then), summary.history.span, cityZone());
}

/** How the density is to be drawn by what is chosen. */
export function useWish(): DensityWish {
  const { metres } = useRadius();
  const [kernel] = useKernel();
  const [edge] = useEdge();
  const [lines] = useLines();
  const [levels] = useParameter('dense.levels', '');
  const [as] = useCompareAs();
  const reached = useReached();
  const own = parseLevels(levels);
  return {
    kernel,
    bandwidthMetres: metres,
    corrected: edge === 'on',
    contours: lines === 'off' ? 'none' : own && own.length > 0 ? own : 'legend',
    compare: reached && 'span' in reached ? { span: reached.span, as } : null,
  };
}
