import { useTranslation } from 'react-i18next';
import { LIVE_NOUNS, type LiveNoun } from '../../../core/contract/live.ts';
import { useIsLive } from '../../live/use-live.ts';
import { useView, viewStore } from '../../state/view.ts';
import { type Draft, useDraft } from '../../ui/draft.ts';
import { PanelTabs, SidePanel } from '../../ui/side-panel.tsx';
import { AlarmList } from './alarms/alarm-list.tsx';
import { EditCase } from './cases/edit-case.tsx';
import { FileList } from './cases/file-lists.tsx';
import { NewCase } from './cases/new-case.tsx';
import { RiskForm } from './cases/risk-form.tsx';
import { FenceForm } from './fences/fence-form.tsx';
import { FenceList } from './fences/fence-list.tsx';
import { useFenceDraft } from './fences/use-fence-draft.ts';
import { IncidentList } from './incident-list.tsx';
import { Inspector } from './inspector.tsx';
import { NewIncident } from './new-incident.tsx';
import { NounList } from './noun-list.tsx';
import { NounMark } from './noun-mark.tsx';

/** A list, or what was opened from it, or the form of something new. */
export function RightPanel() {
  return (
    <SidePanel side="right">
      <Content />
    </SidePanel>
  );
}

function Content() {
  const draft = useDraft();
  const fence = useFenceDraft();
  const isLive = useIsLive();
  const selection = useView((view) => view.selection);
  if (draft.open && isLive) return <NewThing draft={draft} />;
  if (fence.open && isLive) return <FenceForm key={fence.fence?.id ?? 'new'} />;
  if (selection) return <Inspector key={`${selection.noun}:${selection.id}`} selection={selection} />;
  return <Lists />;
}

function NewThing({ draft: { kind, risk, file } }: { draft: Draft }) {
  if (kind === 'case') return file ? <EditCase key={file.id} file={file} /> : <NewCase />;
  if (kind === 'risk') return <RiskForm key={risk?.id ?? 'new'} />;
  return <NewIncident />;
}

function Lists() {
  const { t } = useTranslation();
  const list = useView((view) => view.list);
  return (
    <>
      <PanelTabs side="right" label={t('watch.lists')}>
        {LIVE_NOUNS.map((noun) => (
          <button
            key={noun}
            type="button"
            role="tab"
            aria-selected={noun === list}
            aria-label={t(`noun.${noun}`)}
            title={t(`noun.${noun}`)}
            onClick={() => viewStore.set({ list: noun })}
          >
            <NounMark noun={noun} />
          </button>
        ))}
      </PanelTabs>
      <div className="list-body" role="tabpanel" aria-label={t(`noun.${list}`)}>
        <List noun={list} />
      </div>
    </>
  );
}

function List({ noun }: { noun: LiveNoun }) {
  if (noun === 'incidents') return <IncidentList />;
  if (noun === 'alarms') return <AlarmList />;
  if (noun === 'geofences') return <FenceList />;
  if (noun === 'cases' || noun === 'risks') return <FileList noun={noun} />;
  return <NounList key={noun} noun={noun} />;
}
