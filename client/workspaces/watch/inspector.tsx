import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveNoun, LiveNouns } from '../../../core/contract/live.ts';
import { featureQuery } from '../../api/nouns.ts';
import { liveSet } from '../../live/live-set.ts';
import { useConnection, useIsLive, useLive, useLiveLoaded } from '../../live/use-live.ts';
import { mapHost } from '../../map/map-host.ts';
import { clearSelection } from '../../state/selection.ts';
import type { Selection } from '../../state/view-state.ts';
import { Icon } from '../../ui/icon.tsx';
import { usePlaceName } from '../../ui/place-name.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { PriorityMark } from '../../ui/symbol.tsx';
import { useThingWords } from '../../ui/thing-words.ts';
import { AreaInspector } from './area-inspector.tsx';
import { AssignedUnits } from './assign/assigned-units.tsx';
import { JointActions } from './cases/joint-actions.tsx';
import { RiskContent } from './cases/risk-content.tsx';
import { Facts } from './facts.tsx';
import { factsOf } from './facts-of.ts';
import { GridStaff } from './grid-staff.tsx';
import { History } from './history.tsx';
import { DeadlineChip } from './incident/deadline-chip.tsx';
import { MaskedNote } from './incident/masked-note.tsx';
import { Remarks } from './incident/remarks.tsx';
import { ResponsibleStaff } from './incident/responsible.tsx';
import { NounMark, ThingMark } from './noun-mark.tsx';
import { placeOf } from './place-of.ts';
import { ReviewButton } from './review-button.tsx';
import { ThingActions } from './thing-actions.tsx';
import { useFactContext } from './use-fact-context.ts';

/** Everything known of what is selected. */
export function Inspector({ selection }: { selection: Selection }) {
  const { noun, id } = selection;
  if (noun === 'areas' || noun === 'grids') return <AreaInspector code={id} />;
  return <ThingInspector noun={noun} id={id} />;
}

function ThingInspector({ noun, id }: { noun: LiveNoun; id: string }) {
  const { t } = useTranslation();
  const loaded = useLiveLoaded();
  const live = useLive(noun).get(id) as LiveNouns[LiveNoun] | undefined;
  const isLive = useIsLive();
  const wanted = loaded && !live && isLive;
  const { data: read, error, refetch } = useQuery({ ...featureQuery(noun, id), enabled: wanted });
  const thing = newest(live, isLive ? (read as LiveNouns[LiveNoun] | undefined) : undefined);
  if (thing) return <Thing noun={noun} thing={thing} isLive={!!live} />;
  return (
    <InspectorFrame title={t(`noun.${noun}`)} mark={<NounMark noun={noun} />}>
      {error ? (
        <ProblemNote error={error} onRetry={() => void refetch()} />
      ) : (
        <p className="note muted">{loaded && !isLive ? t('past.notThere') : `${t('app.loading')}…`}</p>
      )}
    </InspectorFrame>
  );
}

function newest(a: LiveNouns[LiveNoun] | undefined, b: LiveNouns[LiveNoun] | undefined) {
  if (!a || !b) return a ?? b;
  return b.properties.version > a.properties.version ? b : a;
}

function Thing({ noun, thing, isLive }: { noun: LiveNoun; thing: LiveNouns[LiveNoun]; isLive: boolean }) {
  const { t } = useTranslation();
  const words = useThingWords();
  const placeName = usePlaceName();
  const context = useFactContext();
  const { state } = useConnection();
  const isPresent = useIsLive();
  const place = placeOf(noun, thing, liveSet.positions);
  const mark =
    noun === 'incidents' || noun === 'alarms' ? (
      <PriorityMark priority={(thing as LiveNouns['incidents' | 'alarms']).properties.priority} size={22} />
    ) : (
      <ThingMark noun={noun} thing={thing} />
    );
  return (
    <InspectorFrame
      title={words.title(noun, thing)}
      mark={mark}
      state={words.state(noun, thing)}
      subtitle={placeName(thing.properties.areaCode)}
      {...(place ? { onFly: () => mapHost.flyTo(place) } : {})}
    >
      {isLive && isPresent && state === 'cut' ? (
        <p className="note tone-warn">{t('watch.inspector.frozen')}</p>
      ) : null}
      <MaskedNote id={thing.id} />
      {noun === 'incidents' ? <DeadlineChip incident={thing as LiveNouns['incidents']} /> : null}
      <ThingActions noun={noun} thing={thing} />
      {noun === 'incidents' ? <AssignedUnits incident={thing as LiveNouns['incidents']} /> : null}
      <Facts facts={factsOf(noun, thing, context)} />
      {noun === 'incidents' ? (
        <>
          <Remarks incident={thing as LiveNouns['incidents']} />
          <ResponsibleStaff incident={thing as LiveNouns['incidents']} />
          <ReviewButton incidentId={thing.id} />
        </>
      ) : (
        <>
          {noun === 'cases' ? <JointActions file={thing as LiveNouns['cases']} /> : null}
          {noun === 'risks' ? <RiskContent risk={thing as LiveNouns['risks']} /> : null}
          <GridStaff areaCode={thing.properties.areaCode} />
        </>
      )}
      <History noun={noun} id={thing.id} version={thing.properties.version} />
    </InspectorFrame>
  );
}

/** Head with a way back and to the place; the rest scrolls. */
export function InspectorFrame(props: {
  title: string;
  subtitle?: string;
  state?: string;
  mark: ReactNode;
  onFly?: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <article className="inspector" aria-label={props.title}>
      <header>
        <button
          type="button"
          className="icon-button"
          aria-label={t('app.back')}
          title={`${t('app.back')} (Esc)`}
          onClick={clearSelection}
        >
          <Icon name="back" />
        </button>
        {props.mark}
        <div className="inspector-title">
          <h2>
            {props.title} {props.state ? <span>{props.state}</span> : null}
          </h2>
          {props.subtitle ? <p>{props.subtitle}</p> : null}
        </div>
        {props.onFly ? (
          <button
            type="button"
            className="icon-button"
            aria-keyshortcuts="f"
            aria-label={t('watch.inspector.fly')}
            title={`${t('watch.inspector.fly')} (F)`}
            onClick={props.onFly}
          >
            <Icon name="fly" />
          </button>
        ) : null}
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="inspector-body" tabIndex={0} aria-label={t('watch.inspector.facts')}>
        {props.children}
      </section>
    </article>
  );
}
