import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cityDay, cityShift } from '../../../../core/city-time.ts';
import { patrolPlacesQuery } from '../../../api/patrol-plans.ts';
import { presentNow } from '../../../live/present-now.ts';
import { overPicture } from '../../../state/over-picture.ts';
import { useView } from '../../../state/view.ts';
import { cityZone } from '../../../ui/city-zone.ts';
import { PanelHead } from '../../../ui/side-panel.tsx';
import { addWords } from '../../../ui/words/late-words.ts';
import { patrolsEn } from '../../../ui/words/patrols-en.ts';
import { patrolsZh } from '../../../ui/words/patrols-zh.ts';
import type { DeskParts } from '../desks.ts';
import { PatrolBoard } from './board/board.tsx';
import { CodesHost } from './codes/codes-host.tsx';
import { openById } from './open-plan.ts';
import { useOptimiser } from './optimise/optimiser.ts';
import { PatrolKeys } from './patrol-keys.tsx';
import { patrolPicture } from './patrol-picture.ts';
import { patrolStore, usePatrols } from './patrol-store.ts';
import { usePlaceQuestion } from './place-choice.tsx';
import { PlanList } from './plan-list.tsx';
import { PlanSetup } from './plan-setup.tsx';
import { RoundList } from './round-list.tsx';
import { useWays } from './use-plan.ts';
import './tones.css';
import './plan.css';
import './round-list.css';

addWords('patrols', { zh: patrolsZh, en: patrolsEn });

/** The patrols of a shift: plans of the day, or the one that is open. */
function Left() {
  const isOpen = usePatrols(({ plan }) => plan !== null);
  const day = usePatrols((state) => state.day);
  if (day === '') return null;
  return isOpen ? <PlanSetup /> : <PlanList />;
}

function Right() {
  const { t } = useTranslation();
  const isOpen = usePatrols(({ plan }) => plan !== null);
  return (
    <>
      <PanelHead side="right">
        <h2>{t('patrols.rounds')}</h2>
      </PanelHead>
      {isOpen ? <RoundList /> : <p className="note muted">{t('patrols.nothingOpen')}</p>}
    </>
  );
}

/** Stays when the panels are collapsed, so that keys, map and address are followed here. */
function Bottom() {
  const day = usePatrols((state) => state.day);
  const of = useView((view) => view.dispatch.of);
  useEffect(() => {
    if (day !== '') return;
    const nowMs = presentNow();
    patrolStore.setShift({ day: cityDay(cityZone(), nowMs), shift: cityShift(cityZone(), nowMs).shift });
  }, [day]);
  useEffect(() => {
    void openById(of);
  }, [of]);
  usePicture();
  return (
    <>
      <PatrolKeys />
      <CodesHost />
      <PatrolBoard />
    </>
  );
}

export const patrolsDesk: DeskParts = { Left, Right, Bottom };

const OWNER = 'patrols';

/** Keeps the map equal to the plan, and takes clicks on what is drawn. */
function usePicture(): void {
  const plan = usePatrols((state) => state.plan);
  const at = usePatrols((state) => state.at);
  const forbidden = usePatrols((state) => state.setup.forbidden);
  const run = useOptimiser();
  const isBusy = run?.status === 'running' || run?.status === 'ground';
  const ways = useWays(plan, !isBusy);
  const question = usePlaceQuestion();
  const { data } = useQuery(patrolPlacesQuery(plan ? question : null));
  const places = plan ? data?.places : undefined;
  useEffect(() => {
    overPicture.set(
      OWNER,
      patrolPicture({ rounds: plan?.rounds ?? [], ways, places: places ?? [], forbidden, at }),
    );
  }, [plan, ways, places, forbidden, at]);
  useEffect(() => () => overPicture.clear(OWNER), []);
  useEffect(
    () =>
      overPicture.onPick((id) => {
        const [kind, round, stop] = id.split(' ');
        if (kind === 'round') patrolStore.look({ round: Number(round), stop: null });
        if (kind === 'stop') patrolStore.look({ round: Number(round), stop: Number(stop) });
      }),
    [],
  );
}
