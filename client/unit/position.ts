import { useEffect, useState } from 'react';
import { toInt7 } from '../../core/geometry/integer.ts';
import { distanceMetres } from '../../core/geometry/metres.ts';
import type { Phone } from './phone.ts';

/** Whether this device tells where it is: not asked yet, waiting for the first place, known, refused by somebody, or impossible. */
export type Locating =
  | { kind: 'off' | 'waiting' | 'denied' | 'unavailable' | 'insecure' }
  | { kind: 'known'; lng: number; lat: number; accuracyMetres: number };

/** A place is noted at most this often. */
const EVERY_MS = 5000;

/** Follows this device from when somebody lets it until the page is closed, and notes its places on the phone. */
export function usePosition(phone: Phone): { locating: Locating; start: () => void } {
  const [isOn, setOn] = useState(false);
  const [locating, setLocating] = useState<Locating>({ kind: supported() ? 'off' : 'insecure' });
  useEffect(() => {
    if (!supported()) return;
    // Who allowed it once is not asked again.
    void navigator.permissions?.query({ name: 'geolocation' }).then(({ state }) => {
      if (state === 'granted') setOn(true);
    });
  }, []);
  useEffect(() => {
    if (!isOn) return;
    setLocating({ kind: 'waiting' });
    let notedMs = Number.NEGATIVE_INFINITY;
    const { geolocation } = navigator;
    const options = { enableHighAccuracy: true, maximumAge: EVERY_MS };
    const note: PositionCallback = ({ coords, timestamp }) => {
      const { longitude: lng, latitude: lat, accuracy: accuracyMetres } = coords;
      setLocating({ kind: 'known', lng, lat, accuracyMetres });
      if (timestamp - notedMs < EVERY_MS) return;
      notedMs = timestamp;
      phone.locate(fixOf(coords, phone.now() - Math.max(0, Date.now() - timestamp)));
    };
    const fail: PositionErrorCallback = ({ code, PERMISSION_DENIED }) =>
      setLocating({ kind: code === PERMISSION_DENIED ? 'denied' : 'unavailable' });
    const watch = geolocation.watchPosition(note, fail, options);
    // Of a phone that lies still nothing would be told, and the unit would be taken for lost.
    const asking = setInterval(() => {
      if (Date.now() - notedMs >= EVERY_MS) geolocation.getCurrentPosition(note, () => undefined, options);
    }, EVERY_MS);
    return () => {
      geolocation.clearWatch(watch);
      clearInterval(asking);
    };
  }, [isOn, phone]);
  return { locating, start: () => setOn(true) };
}

/** Metres in a straight line to a place, [lng, lat] in degrees; null while nobody knows where the phone is. */
export function metresTo(locating: Locating, [lng = 0, lat = 0]: readonly number[]): number | null {
  if (locating.kind !== 'known') return null;
  return distanceMetres(toInt7(locating.lng), toInt7(locating.lat), toInt7(lng), toInt7(lat));
}

function supported(): boolean {
  return 'geolocation' in navigator && window.isSecureContext;
}

function fixOf(coords: GeolocationCoordinates, atMs: number) {
  const seven = (degrees: number) => Math.round(degrees * 1e7) / 1e7;
  const { heading, speed } = coords;
  return {
    lng: seven(coords.longitude),
    lat: seven(coords.latitude),
    fixAt: new Date(atMs).toISOString(),
    headingDegrees: heading === null || Number.isNaN(heading) ? null : heading,
    speedKmh: speed === null ? null : Math.min(400, speed * 3.6),
    accuracyMetres: Math.min(100_000, coords.accuracy),
  };
}
