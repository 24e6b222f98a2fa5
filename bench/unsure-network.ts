import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, unreachable } from '../client/api/client.ts';
import { readAnswer, type Send } from '../test/server/api.ts';

/** Of a hundred requests so many never arrive, lose their answer, or arrive twice. */
const PERCENT = 1;
/** Of so many requests one begins an outage. */
const REQUESTS_AN_OUTAGE = 250;
const LONGEST_OUTAGE_MS = 3000;
/** A request waits up to this before it is sent, and its answer once more: what was sent together comes in any order. */
const LONGEST_WAIT_MS = 60;

/** What was done to the requests of a page. */
export interface Faults {
  isOn: boolean;
  requests: number;
  neverArrived: number;
  answersLost: number;
  sentTwice: number;
  outages: number;
}

/** Sends to a server on behalf of an account; without an answer it throws what the page's own client does. */
export function httpSend(origin: string, token: string): Send {
  return async (method, path, body, headers = {}) => {
    const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
    const init = {
      method,
      headers: { Authorization: `Bearer ${token}`, ...type, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    return await fetch(origin + path, init).then(readAnswer, () => {
      throw new ApiError(unreachable(path));
    });
  };
}

/** The same over a network that delays, cuts and repeats. */
export function unsure(send: Send, dice: () => number): { send: Send; faults: Faults } {
  const faults: Faults = {
    isOn: false,
    requests: 0,
    neverArrived: 0,
    answersLost: 0,
    sentTwice: 0,
    outages: 0,
  };
  let outUntil = 0;
  return {
    faults,
    send: async (...request) => {
      if (!faults.isOn) return await send(...request);
      faults.requests += 1;
      const fate = dice() * 100;
      if (dice() * REQUESTS_AN_OUTAGE < 1) {
        faults.outages += 1;
        outUntil = performance.now() + dice() * LONGEST_OUTAGE_MS;
      }
      await delay(dice() * LONGEST_WAIT_MS);
      if (performance.now() < outUntil || fate < PERCENT) {
        faults.neverArrived += 1;
        throw new ApiError(unreachable(request[1]));
      }
      const isTwice = fate >= 2 * PERCENT && fate < 3 * PERCENT;
      if (isTwice) faults.sentTwice += 1;
      const [answer] = await Promise.all([send(...request), isTwice ? send(...request) : undefined]);
      await delay(dice() * LONGEST_WAIT_MS);
      if (performance.now() < outUntil || fate < 2 * PERCENT) {
        faults.answersLost += 1;
        throw new ApiError(unreachable(request[1]));
      }
      return answer;
    },
  };
}
