import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/icon.tsx';

let maskedIn: string | null = null;
const listeners = new Set<() => void>();

/** Remembers that what was written into a thing came back with personal data masked. */
export function noteMasked(id: string, written: string, kept: string): void {
  maskedIn = written === kept ? null : id;
  for (const listener of listeners) listener();
}

/** Says that personal data was masked in what was just written into this thing. */
export function MaskedNote({ id }: { id: string }) {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => maskedIn === id,
  );
  return shown ? (
    <p className="note tone-warn" role="status">
      <Icon name="warning" size={14} /> {t('casework.masked')}
    </p>
  ) : null;
}
