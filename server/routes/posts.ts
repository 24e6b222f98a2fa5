import { Post, PostInput } from '../../core/contract/post.ts';
import type { Deps } from '../deps.ts';
import { POSTS } from '../queries/nouns.ts';
import { placedRoutes } from './placed.ts';

/** `/api/posts`: posts of the community and village net. */
export const postRoutes = (deps: Deps) =>
  placedRoutes(deps, {
    kind: { table: POSTS, action: 'edit_place', area: 'grid' },
    title: 'Post',
    feature: Post,
    input: PostInput,
  });
