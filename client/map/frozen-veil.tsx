import { isFrozen } from '../live/reconnect.ts';
import { useConnection, useIsLive, useServerNow } from '../live/use-live.ts';
import './frozen-veil.css';

/** Hatches the map when nothing has been heard for 10 s, so that an old picture is never taken for the present; the banner says the rest. The past does not freeze. */
export function FrozenVeil() {
  const connection = useConnection();
  useServerNow(1000);
  const isLive = useIsLive();
  return isLive && isFrozen(connection, Date.now()) ? (
    <div className="frozen-veil" aria-hidden="true" />
  ) : null;
}
