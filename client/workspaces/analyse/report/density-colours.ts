import type { TFunction } from 'i18next';
import { type RampTheme, rampAlpha, rampColour, rampValue } from '../../../period/ramp.ts';
import { formatLevel } from '../../../ui/format.ts';
import type { ReportColour } from './report-parts.ts';

const STEPS = [0.25, 0.5, 0.75, 1];

/** What the colours of a density whose ramp ends at `top` (incidents per km² per day) stand for, in a few steps: as thin as on the map, to be laid on white. */
export function densityColours(t: TFunction, top: number, theme: RampTheme): ReportColour[] {
  return STEPS.map((part) => ({
    colour: `rgb(${rampColour(part, theme).join(' ')} / ${rampAlpha(part).toFixed(3)})`,
    label: t(part === 1 ? 'analysisReport.densityFrom' : 'analysisReport.densityRamp', {
      level: formatLevel(rampValue(part, top)),
    }),
  }));
}
