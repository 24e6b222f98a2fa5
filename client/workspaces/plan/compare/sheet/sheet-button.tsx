import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Comparison } from '../use-comparison.ts';
import { sheetStore, useSheet } from './sheet-store.ts';
import { takeSheet } from './take-sheet.ts';

/** Prints the change sheet. */
export function SheetButton({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const { isPosing, hasFailed } = useSheet();
  return (
    <>
      <button type="button" className="button" disabled={isPosing} onClick={() => void print(comparison)}>
        {t('compare.print')}
      </button>
      {hasFailed ? (
        <p className="tone-alert" role="alert">
          {t('compare.printFailed')}
        </p>
      ) : null}
    </>
  );
}

async function print(comparison: Comparison): Promise<void> {
  try {
    const sheet = await takeSheet(comparison);
    if (!sheet) return;
    flushSync(() => sheetStore.set({ sheet }));
    const pictures = [...document.querySelectorAll<HTMLImageElement>('.compare-paper img')];
    await Promise.all(pictures.map((picture) => picture.decode()));
    window.addEventListener('afterprint', () => sheetStore.set({ sheet: null }), { once: true });
    window.print();
  } catch {
    sheetStore.set({ hasFailed: true });
  }
}
