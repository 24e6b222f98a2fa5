import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftComment } from '../../../../core/contract/draft.ts';
import { mayDo } from '../../../../core/contract/permission.ts';
import { queryClient } from '../../../api/client.ts';
import { draftCommentsQuery, settleComment } from '../../../api/drafts.ts';
import { useSession } from '../../../api/session.ts';
import { useServerNow } from '../../../live/use-live.ts';
import { planPicture } from '../../../planning/plan-picture.ts';
import { planning, usePlanning } from '../../../planning/planning.ts';
import { takeTool } from '../../../planning/tools/tools.ts';
import { useDraft } from '../../../planning/use-draft.ts';
import { formatTime } from '../../../ui/format.ts';
import { personName } from '../../../ui/person-name.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { flyToPlace } from '../fly-to-grid.ts';
import { CommentForm } from './comment-form.tsx';

const NOW_EVERY_MS = 60_000;

/** What planners and reviewers say of places of the draft, the open ones first; a new one is written where the map was pressed. */
export function CommentList() {
  const { t } = useTranslation();
  const { role } = useSession().account;
  const draftId = useDraft((state) => state.draft?.id ?? '');
  const at = usePlanning((state) => state.commentAt);
  const tool = usePlanning((state) => state.tool);
  const chosen = usePlanning((state) => state.comment);
  const { data: comments, error } = useQuery({ ...draftCommentsQuery(draftId), enabled: draftId !== '' });
  const mayComment = mayDo(role, 'approve_plan');
  const sorted = comments?.toSorted((a, b) => Number(a.settledAt !== null) - Number(b.settledAt !== null));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section className="comment-list" tabIndex={0} aria-label={t('plan.tab.comments')}>
      <ProblemNote error={error} />
      {at && mayComment ? <CommentForm key={`${at.lng7} ${at.lat7}`} draftId={draftId} at={at} /> : null}
      {mayComment && !at ? (
        <button
          type="button"
          className="button"
          aria-pressed={tool === 'comment'}
          onClick={() => takeTool('comment')}
        >
          {tool === 'comment' ? t('plan.hint.comment') : t('plan.comment.add')}
        </button>
      ) : null}
      {comments?.length === 0 ? <p className="muted">{t('plan.comment.none')}</p> : null}
      <ul>
        {sorted?.map((comment) => (
          <li
            key={comment.id}
            ref={comment.id === chosen ? scrollTo : null}
            className={comment.settledAt ? 'settled' : undefined}
            aria-current={comment.id === chosen}
          >
            <CommentItem draftId={draftId} comment={comment} maySettle={mayComment} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function scrollTo(item: HTMLLIElement | null): void {
  item?.scrollIntoView({ block: 'nearest' });
}

function CommentItem(props: { draftId: string; comment: DraftComment; maySettle: boolean }) {
  const { t } = useTranslation();
  const { draftId, comment, maySettle } = props;
  const nowMs = useServerNow(NOW_EVERY_MS);
  const settle = useMutation({ mutationFn: () => settleComment(draftId, comment.id) });
  const [lng, lat] = comment.geometry.coordinates;
  return (
    <>
      <p>{comment.text}</p>
      <p className="muted">
        {personName(t, comment.author.name)} · {formatTime(Date.parse(comment.at), nowMs)}
        {comment.settledBy
          ? ` · ${t('plan.comment.settledBy', { who: personName(t, comment.settledBy.name) })}`
          : ''}
      </p>
      <div className="button-row">
        <button
          type="button"
          className="link-button"
          onClick={() => {
            planning.set({ comment: comment.id });
            flyToPlace({ lng7: Math.round(lng * 1e7), lat7: Math.round(lat * 1e7) });
          }}
        >
          {t('plan.show')}
        </button>
        {maySettle && !comment.settledAt ? (
          <button
            type="button"
            className="link-button"
            disabled={settle.isPending}
            onClick={() => settle.mutate()}
          >
            {t('plan.comment.settle')}
          </button>
        ) : null}
      </div>
      <ProblemNote error={settle.error} />
    </>
  );
}

/** Keeps the comments of the open draft read anew whenever one was written or settled, and their marks on the map. */
export function useCommentMarks(): void {
  const draftId = useDraft((state) => state.draft?.id ?? '');
  const revision = useDraft((state) => state.comments);
  const { data: comments } = useQuery({ ...draftCommentsQuery(draftId), enabled: draftId !== '' });
  useEffect(() => {
    if (draftId && revision > 0)
      void queryClient.invalidateQueries({ queryKey: draftCommentsQuery(draftId).queryKey });
  }, [draftId, revision]);
  useEffect(() => {
    const marks = comments?.map(({ id, geometry: { coordinates }, settledAt }) => ({
      id,
      lng: coordinates[0],
      lat: coordinates[1],
      isSettled: settledAt !== null,
    }));
    planPicture.set({ comments: marks ?? [] });
  }, [comments]);
}
