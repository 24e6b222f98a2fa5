import { useTranslation } from 'react-i18next';
import { isTooMany } from '../../../analysis/analysis-store.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import type { JobState } from '../use-job.ts';

/** How far a job is, with a way to stop it, or why it has no result. */
export function JobNote({ job, error }: { job: JobState<unknown>; error: unknown }) {
  const { t } = useTranslation();
  if (error) return <ProblemNote error={error} />;
  if (isTooMany(job.failure))
    return (
      <p className="tone-warn" role="alert">
        {t('analyse.tooMany')}
      </p>
    );
  if (job.failure)
    return (
      <p className="tone-alert" role="alert">
        {t('problem.internal')}
      </p>
    );
  if (job.part === null && job.found) return null;
  const percent = `${Math.round((job.part ?? 0) * 100)}%`;
  return (
    <p className="job-note muted" role="status">
      {t('cells.running', { part: percent })}
      <progress value={job.part ?? 0} max={1} />
      {job.part === null ? null : (
        <button type="button" className="link-button" onClick={job.stop}>
          {t('cells.cancel')}
        </button>
      )}
    </p>
  );
}
