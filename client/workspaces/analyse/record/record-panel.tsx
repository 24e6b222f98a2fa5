import { useTranslation } from 'react-i18next';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { useParameter } from '../questions/parameter.ts';
import { useReportPart } from '../report/report-parts.ts';
import { type QuestionMade, useAnalysisMade } from './analysis-made.ts';
import { explain } from './explain.ts';
import { methodFacts } from './method-facts.ts';
import { RecordNote } from './record-note.tsx';
import { RECORD_PARAMETER } from './record-view.ts';
import { SaveForm } from './save-form.tsx';
import { SavedList } from './saved-list.tsx';

/** A result in plain words, to be saved, and held against what was saved. */
export function RecordPanel(props: { made: QuestionMade | null; isRunning: boolean }) {
  const made = useAnalysisMade(props.made);
  const [recordId, setRecordId] = useParameter(RECORD_PARAMETER, '');
  const now = props.isRunning ? null : made;
  useRecordPart(now, props.isRunning);
  return (
    <div className="analysis-record">
      {recordId ? <RecordNote id={recordId} made={now} onClose={() => setRecordId('')} /> : null}
      {made ? <Explanation made={made} /> : null}
      {made && !recordId ? <SaveForm made={made} isRunning={props.isRunning} onSaved={setRecordId} /> : null}
      <SavedList openId={recordId} />
    </div>
  );
}

/** What a report says of the result. */
function useRecordPart(made: AnalysisMade | null, isRunning: boolean): void {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  useReportPart('isWaiting', isRunning ? true : null);
  useReportPart(
    'words',
    made && { paragraph: explain(t, made, placeName(made.areaCode)), facts: methodFacts(t, made) },
  );
}

function Explanation({ made }: { made: AnalysisMade }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  return (
    <section className="analysis-words" aria-label={t('analysisRecord.explain')}>
      <h3>{t('analysisRecord.explain')}</h3>
      <p>{explain(t, made, placeName(made.areaCode))}</p>
    </section>
  );
}
