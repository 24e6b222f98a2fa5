import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groundFrames } from '../../map/ground-frames.ts';
import { useView, viewStore } from '../../state/view.ts';
import { encodeView } from '../../state/view-codec.ts';
import { Icon } from '../../ui/icon.tsx';

const SHOWN_MS = 4000;

/** Copies a link that shows just what is seen: question, parameters, time, filter, place, panels and notes. */
export function CopyLink() {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<{ link: string; isDone: boolean } | null>(null);
  const shown = useView(encodeView);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view has another link
  useEffect(() => setCopied(null), [shown]);
  useEffect(() => {
    if (!copied?.isDone) return;
    const timer = setTimeout(() => setCopied(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const link = linkToView();
    setCopied({ link, isDone: await isCopied(link) });
  };
  return (
    <span className="copy-link">
      <span role="status">{copied?.isDone ? t('analyse.copied') : ''}</span>
      {copied && !copied.isDone ? (
        <input
          readOnly
          aria-label={t('analyse.copyByHand')}
          title={t('analyse.copyByHand')}
          value={copied.link}
          ref={selectAll}
        />
      ) : null}
      <button
        type="button"
        className="icon-button"
        aria-label={t('analyse.copyLink')}
        title={t('analyse.copyLink')}
        onClick={() => void copy()}
      >
        <Icon name="link" />
      </button>
    </span>
  );
}

/** The address of what is seen. Before somebody moves the map the address does not say where it is. */
function linkToView(): string {
  const view = viewStore.get();
  const camera = view.camera ?? groundFrames.camera();
  const query = encodeView({ ...view, camera });
  return `${location.origin}${location.pathname}${query ? `?${query}` : ''}`;
}

/** A page that did not come over https may have no clipboard. */
async function isCopied(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link);
    return true;
  } catch {
    return false;
  }
}

function selectAll(field: HTMLInputElement | null): void {
  field?.select();
}
