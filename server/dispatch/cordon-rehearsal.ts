import type { CordonQuestion } from './cordon-protocol.ts';
import type { CordonThread } from './cordon-thread.ts';

type Rehearsal = Extract<CordonQuestion, { what: 'rehearsal' }>;

/** After so many the first that is asked is answered as quickly as any later one. */
const ROUNDS = 12;

/** Has a thread that knows its city answer what nobody asked. Round by round: who asks meanwhile waits for one of them at most. */
export async function rehearseCordons(
  thread: Pick<CordonThread, 'ask'>,
  about: Pick<Rehearsal, 'of' | 'checkpoints' | 'nowMs'>,
): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) await thread.ask({ what: 'rehearsal', round, ...about });
}
