import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import type { Session, SessionState, SignIn } from '../../core/contract/account.ts';
import type { Health } from '../../core/contract/health.ts';
import type { AccountRole } from '../../core/vocabulary.ts';
import { setServerOffset } from '../live/present-now.ts';
import { viewStore } from '../state/view.ts';
import { setCityZone } from '../ui/city-zone.ts';
import { onSessionLost, queryClient, request } from './client.ts';

/** Whoever shows a time under this session shows it by the server's clock, in the city's zone. */
function inItsTime(session: Session): Session {
  setCityZone(session.timeZone);
  setServerOffset(Date.parse(session.now) - Date.now());
  return session;
}

/** Who is signed in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    const state = await askSession();
    return state.account === null ? null : inItsTime(state);
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: () => request<Health>('/api/health'),
  staleTime: 10_000,
});

let isEnded = false;
const endListeners = new Set<() => void>();

/**
 * Whether the session ended under a wall: it keeps its last picture, which says how old it is, instead of going blank before
 * people who can not sign in from where they stand.
 */
export const sessionEnd = {
  get: (): boolean => isEnded,
  set(ended: boolean): void {
    if (ended === isEnded) return;
    isEnded = ended;
    for (const listener of endListeners) listener();
  },
  subscribe(listener: () => void): () => void {
    endListeners.add(listener);
    return () => endListeners.delete(listener);
  },
};

onSessionLost(() => {
  if (viewStore.get().mode === 'wall') sessionEnd.set(true);
  else queryClient.setQueryData(sessionQuery.queryKey, null);
});

/** Asks who is signed in now, perhaps in another window. */
export function askSession(): Promise<SessionState> {
  return request<SessionState>('/api/session');
}

/** Leaves the last picture for the sign-in page. */
export function toSignIn(): void {
  sessionEnd.set(false);
  queryClient.setQueryData(sessionQuery.queryKey, null);
}

/** The session, where one is certain: below the sign-in. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useSession is used outside a session');
  return data;
}

const entered = (session: Session) => queryClient.setQueryData(sessionQuery.queryKey, inItsTime(session));

export function useSignIn() {
  return useMutation({
    mutationFn: (json: SignIn) => request<Session>('/api/session', { method: 'POST', json }),
    onSuccess: entered,
  });
}

export function useDemoSignIn() {
  return useMutation({
    mutationFn: (role: AccountRole) =>
      request<Session>('/api/session/demo', { method: 'POST', json: { role } }),
    onSuccess: entered,
  });
}

/** Ends the session here and on the server. The page is loaded anew: nothing that was read stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => request<void>('/api/session', { method: 'DELETE' }),
    onSettled: () => location.reload(),
  });
}
