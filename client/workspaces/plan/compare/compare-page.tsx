import { useTranslation } from 'react-i18next';
import { ApiError } from '../../../api/client.ts';
import { useComparePicture } from '../../../planning/compare/compare-picture.ts';
import type { PlanComparison } from '../../../state/plan-comparison.ts';
import { useView } from '../../../state/view.ts';
import { useKeys } from '../../../ui/keys.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { PanelHead, SidePanel } from '../../../ui/side-panel.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { CompareBar } from './compare-bar.tsx';
import { CompareFiles } from './compare-files.tsx';
import { CompareLegend } from './compare-legend.tsx';
import { endComparison, showCompared } from './compare-plans.ts';
import { ModeChoice } from './mode-choice.tsx';
import { SheetPaper } from './sheet/sheet-paper.tsx';
import { SideChoice } from './side-choice.tsx';
import { SidesView } from './sides-view.tsx';
import { SwipeView } from './swipe-view.tsx';
import { type Comparison, useComparison } from './use-comparison.ts';
import './compare.css';
import './compare-maps.css';

/** Two plans compared: on the map, grid by grid, community by community, and on paper. */
export function ComparePage({ compare }: { compare: PlanComparison }) {
  const comparison = useComparison(compare);
  const picture = useComparePicture();
  useKeys({
    Escape: compare.mode === 'overlaid' ? endComparison : () => showCompared('overlaid'),
  });
  const names = { before: comparison.from.name, after: comparison.to.name };
  return (
    <>
      {picture?.mode === 'swipe' ? <SwipeView picture={picture} names={names} /> : null}
      {picture?.mode === 'sides' ? <SidesView picture={picture} names={names} /> : null}
      <LeftPanel comparison={comparison} />
      {comparison.difference ? (
        <>
          <ChangesPanel difference={comparison.difference} />
          <CompareBar difference={comparison.difference} />
        </>
      ) : null}
      <SheetPaper />
    </>
  );
}

function LeftPanel({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const label = t('compare.title');
  const hasDraft = useView((view) => view.plan.draftId !== null);
  const { difference } = comparison;
  return (
    <SidePanel side="left" label={label}>
      <PanelHead side="left">
        <h2>{label}</h2>
        <button type="button" className="link-button" onClick={endComparison}>
          {t(hasDraft ? 'compare.backToDraft' : 'compare.back')}
        </button>
      </PanelHead>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys */}
      <section className="panel-scroll plan-left" tabIndex={0} aria-label={label}>
        <SideChoice comparison={comparison} />
        <State comparison={comparison} />
        {difference ? (
          <>
            <ModeChoice mode={comparison.compare.mode} />
            <CompareLegend difference={difference} />
            <CompareFiles comparison={comparison} />
          </>
        ) : null}
      </section>
    </SidePanel>
  );
}

/** Why nothing is shown, and the way back. */
function State({ comparison: { isSame, error, difference, retry } }: { comparison: Comparison }) {
  const { t } = useTranslation();
  if (isSame)
    return (
      <p className="note tone-warn" role="status">
        {t('compare.same')}
      </p>
    );
  if (error)
    return (
      <div className="compare-failed">
        {isNotFound(error) ? (
          <p className="problem" role="alert">
            {t('compare.unknown')}
          </p>
        ) : (
          <ProblemNote error={error} onRetry={retry} />
        )}
        <button type="button" className="button" onClick={endComparison}>
          {t('compare.back')}
        </button>
      </div>
    );
  return difference ? null : (
    <p className="note muted" role="status">
      {t('compare.working')}…
    </p>
  );
}

function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.problem.code === 'not_found';
}
