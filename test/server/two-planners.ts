import { ApiError } from '../../client/api/client.ts';
import type { DraftApi } from '../../client/api/drafts.ts';
import { DraftSession } from '../../client/planning/draft-session.ts';
import type { DraftSessionState } from '../../client/planning/draft-state.ts';
import type { Send } from './api.ts';

/** An open draft as a page has it, on behalf of an account. */
export function sessionOf(send: Send): DraftSession {
  return new DraftSession(draftApiOf(send));
}

/** What an open draft asks of the server, on behalf of an account. */
export function draftApiOf(send: Send): DraftApi {
  const ask = async <T>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<T> => {
    const answer = await send(method, `/api/drafts${path}`, body, headers);
    if (answer.status >= 400) throw new ApiError(answer.body);
    return answer.body as T;
  };
  return {
    createDraft: (input) => ask('POST', '', input),
    moveDraft: ({ id, version }, act, json) =>
      ask('POST', `/${id}/${act}`, json, { 'If-Match': `"${version}"` }),
    bringDraftUp: ({ id, version }, json, key) =>
      ask('POST', `/${id}/update`, json, { 'If-Match': `"${version}"`, 'Idempotency-Key': key }),
    fetchDraft: (id) => ask('GET', `/${id}`),
    fetchDraftPlan: (id) => ask('GET', `/${id}/plan`),
    openEditor: (id) => ask('POST', `/${id}/editors`),
    sendStep: (id, json) => ask('POST', `/${id}/steps`, json),
    fetchDraftNews: (id, { after, known, waitSeconds }) =>
      ask('GET', `/${id}/news?after=${after}&known=${known}&wait=${waitSeconds}`),
  };
}

/** Resolves when a session is as wanted. */
export async function until(
  session: DraftSession,
  isIt: (state: DraftSessionState) => boolean,
): Promise<DraftSessionState> {
  return await new Promise((resolve) => {
    const look = (): void => {
      const state = session.get();
      if (!isIt(state)) return;
      stop();
      resolve(state);
    };
    const stop = session.subscribe(look);
    look();
  });
}
