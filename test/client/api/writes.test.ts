import { afterEach, describe, expect, it } from 'vitest';
import { ApiError, refuseWritesWhile, request } from '../../../client/api/client.ts';

const codeOf = async (path: string, method: string): Promise<string> => {
  const error = await request(path, { method }).catch((thrown: unknown) => thrown);
  return error instanceof ApiError ? error.problem.code : 'none';
};

describe('while the past is shown', () => {
  afterEach(() => refuseWritesWhile(() => false));

  it('nothing is written, but for signing out and what changes no picture', async () => {
    refuseWritesWhile(() => true);
    expect(await codeOf('/api/incidents', 'POST')).toBe('past_shown');
    expect(await codeOf('/api/alarms/acknowledge', 'POST')).toBe('past_shown');
    // There is no server here: what is let through does not arrive.
    expect(await codeOf('/api/session', 'DELETE')).toBe('unreachable');
    expect(await codeOf('/api/alarms/silence', 'POST')).toBe('unreachable');
    expect(await codeOf('/api/incidents', 'GET')).toBe('unreachable');
  });

  it('and otherwise it is', async () => {
    expect(await codeOf('/api/incidents', 'POST')).toBe('unreachable');
  });
});
