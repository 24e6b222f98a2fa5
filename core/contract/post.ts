import { z } from 'zod';
import { POST_KINDS } from '../vocabulary.ts';
import { Name, stored } from './common.ts';
import { featureOf, Point } from './geometry.ts';

/** A post of the community and village net. */
export const PostProperties = z.object({
  ...stored,
  kind: z.enum(POST_KINDS),
  nameZh: Name,
  nameEn: Name,
  staffed: z.boolean(),
  staffCount: z.int().min(0).max(500),
});
export type PostProperties = z.infer<typeof PostProperties>;
export const Post = featureOf(Point, PostProperties).meta({ id: 'Post' });
export type Post = z.infer<typeof Post>;
export const PostInput = z.object({
  geometry: Point,
  properties: PostProperties.omit({ version: true, updatedAt: true, areaCode: true }),
});
export type PostInput = z.infer<typeof PostInput>;
