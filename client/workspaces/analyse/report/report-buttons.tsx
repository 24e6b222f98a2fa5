import type { TFunction } from 'i18next';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { framePicture } from '../../../map/framed-picture.ts';
import { useMapState } from '../../../map/map-view.tsx';
import { downloadBlob } from '../../../ui/download.ts';
import { formatDay } from '../../../ui/format.ts';
import { useNoReport } from './report-parts.ts';
import { reportStore, useReport } from './report-store.ts';
import { type ReportText, useReportText } from './report-text.ts';
import { MAP_SIZE, takeReport } from './take-report.ts';

/** Makes a report of what is shown: for paper, or the map alone as a picture. */
export function ReportButtons() {
  const { t } = useTranslation();
  const missing = useNoReport();
  const { isPosing, error } = useReport();
  const { status } = useMapState();
  const textOf = useReportText();
  const isOff = isPosing || missing !== null;
  return (
    <div className="report-buttons">
      <button type="button" className="button" disabled={isOff} onClick={() => void attempt(printReport)}>
        {t('analysisReport.print')}
      </button>
      <button
        type="button"
        className="button"
        disabled={isOff || status !== 'ready'}
        onClick={() => void attempt(() => savePicture(t, textOf))}
      >
        {t('analysisReport.png')}
      </button>
      {missing ? <p className="muted">{t(`analysisReport.${missing}`)}</p> : null}
      {error ? (
        <p className="tone-alert" role="alert">
          {t('analysisReport.failed')}
        </p>
      ) : null}
    </div>
  );
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    reportStore.set({ error });
  }
}

async function printReport(): Promise<void> {
  const report = await takeReport();
  if (!report) return;
  flushSync(() => reportStore.set({ report }));
  const picture = document.querySelector<HTMLImageElement>('.analysis-paper .report-map img');
  await picture?.decode();
  window.addEventListener('afterprint', () => reportStore.set({ report: null }), { once: true });
  window.print();
}

async function savePicture(t: TFunction, textOf: ReportText): Promise<void> {
  const report = await takeReport();
  if (!report?.picture) return;
  const { title, lines, foot } = textOf(report);
  const { legend, drawn } = report.parts;
  const margins = { title, lines, legend: legend ?? [], foot: [...(drawn ?? []), foot] };
  const framed = await framePicture(report.picture.blob, MAP_SIZE.width, margins);
  downloadBlob(`${t('analysisReport.title')}-${formatDay(report.madeAtMs)}.png`, framed);
}
