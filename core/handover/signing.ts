import { type Refusal, refusal } from '../contract/reason.ts';

/** A handover between its signatures; `waiting` is one that was signed off and not yet on. */
export type HandoverState = 'signed_off' | 'signed_on';

const HOUR_MS = 3_600_000;
/** Longest span that one handover tells of. */
export const LONGEST_SHIFT_MS = 48 * HOUR_MS;

/**
 * Why a shift of [fromMs, nowMs] can not be signed off; undefined when it can. One handover at a time waits in an area
 * (`isWaiting`), so that no signature is skipped.
 */
export function refusalToSignOff(order: {
  fromMs: number;
  nowMs: number;
  isWaiting: boolean;
}): Refusal | undefined {
  const { fromMs, nowMs, isWaiting } = order;
  if (isWaiting)
    return refusal('The handover before is not signed on yet: take it over first.', 'handover_waiting');
  if (fromMs < nowMs && nowMs - fromMs <= LONGEST_SHIFT_MS) return undefined;
  const hours = LONGEST_SHIFT_MS / HOUR_MS;
  return refusal(`A shift begins in the last ${hours} hours.`, 'handover_span', { hours });
}

/**
 * Why an account can not sign a handover on; undefined when it can. Who signed it off does not take it over as well, unless it says why it is
 * alone.
 */
export function refusalToSignOn(
  handover: { state: HandoverState; signedOffBy: string },
  by: { accountId: string; aloneReason: string | null },
): Refusal | undefined {
  if (handover.state === 'signed_on')
    return refusal('This handover is signed on already.', 'handover_signed_on');
  if (handover.signedOffBy === by.accountId && by.aloneReason === null)
    return refusal(
      'Who signed off does not sign on as well: say in aloneReason why nobody else is there.',
      'handover_same_account',
    );
  return undefined;
}

/** From when the handover to come counts (milliseconds since 1970): the end of the last one if that is near enough, else the start of the shift. */
export function shiftBegin(lastToMs: number | null, shiftStartMs: number, nowMs: number): number {
  const isNear = lastToMs !== null && lastToMs < nowMs && nowMs - lastToMs <= LONGEST_SHIFT_MS / 2;
  if (isNear) return lastToMs;
  return shiftStartMs < nowMs ? shiftStartMs : nowMs - HOUR_MS;
}
