import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportBatchDetail, ImportReport, ImportWarning } from '../../../core/contract/import.ts';
import { formatNumber } from '../../ui/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProblemTold } from '../../ui/problem-note.tsx';
import { reasonText } from '../../ui/reason-text.ts';
import { batchState } from './batch-state.ts';
import { ImportPreview } from './import-preview.tsx';
import { type RepairOwners, RepairReview } from './repair-review.tsx';
import { RoadFile } from './road-file.tsx';

interface Props {
  batch: ImportBatchDetail;
  busy: boolean;
  onApply(): void;
  onDiscard(): void;
  /** Checks again in another CRS; undefined when the file is not at hand. */
  onCrs: ((crs: string) => void) | undefined;
}

/** What a check found, or how far the work has come. */
export function CheckResult({ batch, busy, onApply, onDiscard, onCrs }: Props) {
  const { t } = useTranslation();
  const { report } = batch;
  const isAtWork = batch.status === 'checking' || batch.status === 'importing';
  const isOpen = batch.status === 'checking' || batch.status === 'checked';
  const [owners, setOwners] = useState<RepairOwners>(new Map());
  return (
    <section className="import-result" aria-labelledby="import-result-title">
      <h3 id="import-result-title">
        {t('import.result')} · {batch.fileName}
      </h3>
      <p className="muted">
        {t('import.detected', {
          format: report.format ?? '',
          encoding: report.encoding ?? '',
          crs: batch.crs,
          from: t(`import.crsFrom.${report.crsFrom ?? 'default'}`),
          zone: report.zone ?? '',
        })}
      </p>
      <p role="status" aria-live="polite" className="import-state">
        {batchState(t, batch, isAtWork ? t(`import.phase.${report.phase}`) : undefined)}
        {isAtWork && !batch.undoFailedAt ? (
          <progress value={report.progress} aria-label={t(`import.phase.${report.phase}`)} />
        ) : null}
      </p>
      {report.error ? <ProblemTold problem={report.error} /> : null}
      <Figures batch={batch} />
      <ul className="import-warnings">
        {report.warnings.map((warning) => (
          <Warning
            key={warning.code}
            warning={warning}
            onCrs={batch.status === 'checked' ? onCrs : undefined}
          />
        ))}
      </ul>
      {batch.status === 'checked' ? (
        <Decision
          batch={batch}
          busy={busy}
          isUnchecked={owners.size > 0}
          onApply={onApply}
          onDiscard={onDiscard}
        />
      ) : null}
      {report.network ? <RoadFile network={report.network} /> : null}
      {report.repairs && isOpen ? (
        <RepairReview batch={batch} summary={report.repairs} owners={owners} onOwners={setOwners} />
      ) : (
        <ImportPreview features={report.preview} />
      )}
      <Problems report={report} refused={batch.rowsRefused} />
    </section>
  );
}

function Figures({ batch }: { batch: ImportBatchDetail }) {
  const { t } = useTranslation();
  const figures = [
    [t('import.read'), batch.rowsRead],
    [t('import.acceptedRows'), batch.report.accepted],
    [t('import.refused'), batch.rowsRefused],
    [t('import.written'), batch.rowsWritten],
  ] as const;
  return (
    <dl className="import-figures">
      {figures.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{formatNumber(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Warning({ warning, onCrs }: { warning: ImportWarning; onCrs: Props['onCrs'] }) {
  const { t } = useTranslation();
  const { crs, fields } = warning.values;
  const labels = String(fields ?? '')
    .split(', ')
    .map((name) => t(`field.${name}`, name))
    .join(', ');
  return (
    <li className={warning.blocking ? 'blocking' : ''}>
      {warning.blocking ? <Icon name="warning" /> : null}
      <span>{t(`import.warning.${warning.code}`, { ...warning.values, fields: labels })}</span>
      {onCrs && typeof crs === 'string' ? (
        <button type="button" className="button" onClick={() => onCrs(crs)}>
          {t('import.useCrs', { crs })}
        </button>
      ) : null}
    </li>
  );
}

function Decision({
  batch,
  busy,
  isUnchecked,
  onApply,
  onDiscard,
}: Omit<Props, 'onCrs'> & { isUnchecked: boolean }) {
  const { t } = useTranslation();
  const [isConfirmed, setConfirmed] = useState(false);
  const mustConfirm = batch.report.warnings.some(({ blocking }) => blocking);
  const { accepted } = batch.report;
  return (
    <div className="import-decision">
      {mustConfirm && accepted > 0 ? (
        <label className="check">
          <input
            type="checkbox"
            checked={isConfirmed}
            onChange={(event) => setConfirmed(event.target.checked)}
          />
          {t('import.confirm')}
        </label>
      ) : null}
      <div className="button-row">
        <button
          type="button"
          className="button primary"
          disabled={busy || isUnchecked || accepted === 0 || (mustConfirm && !isConfirmed)}
          onClick={onApply}
        >
          {t('import.apply', { n: formatNumber(accepted) })}
        </button>
        <button type="button" className="button" onClick={onDiscard}>
          {t('import.discard')}
        </button>
      </div>
    </div>
  );
}

const SHOWN_PROBLEMS = 200;

function Problems({ report, refused }: { report: ImportReport; refused: number }) {
  const { t } = useTranslation();
  if (report.problems.length === 0) return null;
  const shown = report.problems.slice(0, SHOWN_PROBLEMS);
  return (
    <section className="import-problems">
      <h4>{t('import.problems')}</h4>
      <p className="muted">{t('import.problemsFirst', { total: formatNumber(refused), n: shown.length })}</p>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.value')}</th>
              <th scope="col">{t('import.why')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, column, value, code, reason, params = {} }) => (
              <tr key={row}>
                <td>{row}</td>
                <td>{column}</td>
                <td className="samples">{value}</td>
                <td>{reason ? reasonText(t, { reason, params }) : t(`import.problem.${code}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
