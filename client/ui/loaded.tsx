import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/** A part of the page whose code is fetched when it is first shown. */
export type Load = () => Promise<ComponentType>;

/**
 * Shows what `load` brings, `fallback` until then. Not React.lazy: on a slow machine under constant live updates its retries,
 * which never expire, may not get a turn for half a minute. A failed fetch goes to the nearest error boundary.
 */
export function Loaded({ load, fallback }: { load: Load; fallback: ReactNode }) {
  const [state, setState] = useState<{ Part?: ComponentType; error?: unknown }>({});
  useEffect(() => {
    let shown = true;
    load().then(
      (Part) => shown && setState({ Part }),
      (error: unknown) => shown && setState({ error }),
    );
    return () => {
      shown = false;
    };
  }, [load]);
  if (state.error) throw state.error;
  return state.Part ? <state.Part /> : fallback;
}
