import { cityPeriods } from '../../../../core/city-time.ts';
import { hoursOfPart, SPLITS, type Split } from '../../../../core/columns/split.ts';
import type { IncidentType, Net, Priority } from '../../../../core/vocabulary.ts';
import type { SplitPanel } from '../../../analysis/split-wish.ts';
import type { Span } from '../../../period/period-bins.ts';
import type { View } from '../../../state/view-state.ts';

export const SPLIT_PARAMETER = 'split';
/** The time that was split before one of its parts became the window: 'all', or as `writeSpan` writes it. */
export const OF_PARAMETER = 'split.of';
const WHOLE = 'all';

type Asked = Pick<View, 'filter' | 'analyse'>;
/** What is split, as `timeOf` tells it. */
type Time = Span | null | 'window';
type Pressed = Pick<SplitPanel, 'key' | 'span'>;

/** What the view is split by; null: one picture. */
export function splitOf({ analyse }: Pick<View, 'analyse'>): Split | null {
  const { split } = analyse.parameters;
  return SPLITS.find((one) => one === split) ?? null;
}

/** '1700000000000~1700086400000': milliseconds since 1970. */
function writeSpan(span: Span | null): string {
  return span ? `${span.fromMs}~${span.toMs}` : WHOLE;
}

function readSpan(text: string | undefined): Span | null | undefined {
  if (text === WHOLE) return null;
  const [, from, to] = /^(\d{1,14})~(\d{1,14})$/.exec(text ?? '') ?? [];
  const span = { fromMs: Number(from), toMs: Number(to) };
  return span.fromMs < span.toMs ? span : undefined;
}

/**
 * The time that is split when the window is one of its parts; 'window' when it is not, or the window has moved since. `held`: the whole history.
 */
export function timeOf(view: Pick<View, 'analyse'>, held: Span, zone: string): Time {
  const by = splitOf(view);
  const { window, parameters } = view.analyse;
  const of = readSpan(parameters[OF_PARAMETER]);
  if (of === undefined || !window || (by !== 'month' && by !== 'week')) return 'window';
  const whole = of ?? held;
  if (window.fromMs < whole.fromMs || window.toMs > whole.toMs) return 'window';
  const [begins = 0, ends = 0] = cityPeriods(zone, by, window.fromMs, window.fromMs + 1);
  const isPart = window.fromMs === Math.max(begins, whole.fromMs) && window.toMs <= ends;
  return isPart ? of : 'window';
}

/** Whether the filter lets only this part through, alone or with others. */
export function isPressed(
  by: Split,
  { key, span }: Pressed,
  { filter, analyse }: Asked,
  time: Time,
): boolean {
  switch (by) {
    case 'type':
      return filter.types.includes(key as IncidentType);
    case 'priority':
      return filter.priorities.includes(Number(key) as Priority);
    case 'net':
      return filter.nets.includes(key as Net);
    case 'weekend':
    case 'shift':
      return analyse.hours.join() === hoursOfPart(by, key).join();
    default:
      // The last period goes on with the clock.
      return time !== 'window' && analyse.window?.fromMs === span?.fromMs;
  }
}

/** The view in which a part is let through that was not, or is no longer. Periods and hours take the place of others, kinds stand beside them. */
export function pressed(by: Split, panel: Pressed, view: Asked, time: Time): Asked {
  const { filter, analyse } = view;
  const isOut = isPressed(by, panel, view, time);
  const toggled = <T>(values: readonly T[], value: T): T[] =>
    isOut ? values.filter((one) => one !== value) : [...values, value];
  switch (by) {
    case 'type':
      return { analyse, filter: { ...filter, types: toggled(filter.types, panel.key as IncidentType) } };
    case 'priority': {
      const priorities = toggled(filter.priorities, Number(panel.key) as Priority);
      return { analyse, filter: { ...filter, priorities } };
    }
    case 'net':
      return { analyse, filter: { ...filter, nets: toggled(filter.nets, panel.key as Net) } };
    case 'weekend':
    case 'shift':
      return { filter, analyse: { ...analyse, hours: isOut ? [] : hoursOfPart(by, panel.key) } };
    default:
      return { filter, analyse: isOut ? withoutPeriod(analyse) : withPeriod(analyse, panel.span, time) };
  }
}

/** The view without the split; the filter stays. */
export function unsplit(analyse: View['analyse']): View['analyse'] {
  const { [SPLIT_PARAMETER]: _, [OF_PARAMETER]: __, ...parameters } = analyse.parameters;
  return { ...analyse, parameters };
}

/** The view split anew. */
export function splitBy(analyse: View['analyse'], by: Split): View['analyse'] {
  const { parameters, ...others } = unsplit(analyse);
  return { ...others, parameters: { ...parameters, [SPLIT_PARAMETER]: by } };
}

function withPeriod(analyse: View['analyse'], span: Span | null, time: Time): View['analyse'] {
  const { parameters, window } = analyse;
  const of = writeSpan(time === 'window' ? window : time);
  return { ...analyse, window: span, parameters: { ...parameters, [OF_PARAMETER]: of } };
}

function withoutPeriod(analyse: View['analyse']): View['analyse'] {
  const { [OF_PARAMETER]: of, ...parameters } = analyse.parameters;
  return { ...analyse, window: readSpan(of) ?? null, parameters };
}
