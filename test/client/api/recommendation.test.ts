import { describe, expect, it } from 'vitest';
import { queryClient } from '../../../client/api/client.ts';
import { afterRefusal, recommendationQuery } from '../../../client/api/recommendation.ts';

describe('a unit that can not be sent', () => {
  it('makes what is recommended for its incident be asked for at once, and for no other', () => {
    const { queryKey } = recommendationQuery('one', 1, null);
    const { queryKey: other } = recommendationQuery('another', 1, null);
    const told = { units: [] } as never;
    queryClient.setQueryData(queryKey, told);
    queryClient.setQueryData(other, told);
    afterRefusal('one', new Error('busy'));
    expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
    expect(queryClient.getQueryState(other)?.isInvalidated).toBe(false);
    queryClient.clear();
  });
});
