import { useTranslation } from 'react-i18next';
import type { AnalysisMade } from '../../../../core/analysis/verdict.ts';
import { usePlaceName } from '../../../ui/place-name.ts';
import { useParameter } from '../questions/parameter.ts';
import { type QuestionMade, useAnalysisMade } from './analysis-made.ts';
import { explain } from './explain.ts';
import { RecordNote } from './record-note.tsx';
import { RECORD_PARAMETER } from './record-view.ts';
import { SaveForm } from './save-form.tsx';
import { SavedList } from './saved-list.tsx';

/** A result in plain words, to be saved, and held against what was saved. */
export function RecordPanel(props: { made: QuestionMade | null; isRunning: boolean }) {
  const made = useAnalysisMade(props.made);
  const [recordId, setRecordId] = useParameter(RECORD_PARAMETER, '');
  const now = props.isRunning ? null : made;
  return (
    <div className="analysis-record">
      {recordId ? <RecordNote id={recordId} made={now} onClose={() => setRecordId('')} /> : null}
      {made ? <Explanation made={made} /> : null}
      {made && !recordId ? <SaveForm made={made} isRunning={props.isRunning} onSaved={setRecordId} /> : null}
      <SavedList openId={recordId} />
    </div>
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
