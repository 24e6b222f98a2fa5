import { GROUNDS, type Ground } from '../../../../core/analysis/methods.ts';
import { CONFIDENCES, type Confidence } from '../../../../core/hotspot/false-discovery.ts';
import type { BandOrder } from '../../../analysis/counted-cells.ts';
import { useParameter } from '../questions/parameter.ts';

export const CELL_KINDS = ['metric', 'plan'] as const;
export type CellKind = (typeof CELL_KINDS)[number];
export const BAND_KINDS = ['distance', 'border', 'nearest'] as const;
export type BandKind = (typeof BAND_KINDS)[number];

const MOST_NEIGHBOURS = 64;
const BAND_METRES = [50, 50_000] as const;
const CELL_METRES = [50, 5000] as const;
const USUAL_NEIGHBOURS = 8;

/** What incidents are counted in, who neighbours whom, and the confidence: shared by the questions, kept in the address. */
export interface CellsChoice {
  kind: CellKind;
  /** Null: as suggested. */
  metres: number | null;
  ground: Ground;
  bandKind: BandKind;
  /** Null: as suggested. */
  bandMetres: number | null;
  neighbours: number;
  confidence: Confidence;
  set: {
    kind: (value: CellKind) => void;
    metres: (value: number | null) => void;
    ground: (value: Ground) => void;
    bandKind: (value: BandKind) => void;
    bandMetres: (value: number | null) => void;
    neighbours: (value: number) => void;
    confidence: (value: Confidence) => void;
  };
}

const SUGGESTED = 'auto';

export function useCellsChoice(): CellsChoice {
  const [kindText, setKind] = useParameter('cells.kind', 'metric');
  const kind = oneOf(CELL_KINDS, kindText);
  const [metres, setMetres] = useParameter('cells.metres', SUGGESTED);
  const [ground, setGround] = useParameter(`cells.ground.${kind}`, kind === 'metric' ? 'reported' : 'all');
  const [bandKind, setBandKind] = useParameter(
    `band.kind.${kind}`,
    kind === 'metric' ? 'distance' : 'border',
  );
  const [bandMetres, setBandMetres] = useParameter(`band.metres.${kind}`, SUGGESTED);
  const [neighbours, setNeighbours] = useParameter('band.nearest', String(USUAL_NEIGHBOURS));
  const [confidence, setConfidence] = useParameter('confidence', '95');
  const orSuggested = (set: (value: string) => void) => (value: number | null) =>
    set(value === null ? SUGGESTED : String(value));
  return {
    kind,
    metres: numberIn(metres, CELL_METRES),
    ground: oneOf(GROUNDS, ground),
    bandKind: oneOf(BAND_KINDS, bandKind),
    bandMetres: fractionIn(bandMetres, BAND_METRES),
    neighbours: numberIn(neighbours, [1, MOST_NEIGHBOURS]) ?? USUAL_NEIGHBOURS,
    confidence: CONFIDENCES.find((percent) => String(percent) === confidence) ?? 95,
    set: {
      kind: setKind,
      metres: orSuggested(setMetres),
      ground: setGround,
      bandKind: setBandKind,
      bandMetres: orSuggested(setBandMetres),
      neighbours: (value) => setNeighbours(String(value)),
      confidence: (value) => setConfidence(String(value)),
    },
  };
}

/** The band of a choice as a job takes it. */
export function bandOf({ bandKind, bandMetres, neighbours }: CellsChoice): BandOrder {
  if (bandKind === 'distance') return { kind: 'distance', metres: bandMetres };
  return bandKind === 'border' ? { kind: 'border' } : { kind: 'nearest', neighbours };
}

export function oneOf<T extends string>(values: readonly T[], text: string): T {
  return values.find((value) => value === text) ?? (values[0] as T);
}

/** The whole number in [least, most] that a text stands for, else null. */
export function numberIn(text: string, [least, most]: readonly [number, number]): number | null {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= least && value <= most ? value : null;
}

/** As `numberIn`, with a fraction where there is one. */
function fractionIn(text: string, [least, most]: readonly [number, number]): number | null {
  const value = Number(text);
  return /^\d+(\.\d+)?$/.test(text) && value >= least && value <= most ? value : null;
}
