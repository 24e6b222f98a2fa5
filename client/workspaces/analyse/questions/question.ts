import type { ComponentType } from 'react';
import type { QuestionKey } from '../../../state/analyse-view.ts';
import type { Words } from '../../../ui/words/words.ts';

/**
 * A question of the Analyse workspace. Its words are `analyse.question.KEY` (the question) and `analyse.hint.KEY` (a line below it). What it draws on the map
 * it tells by `useMapPicture` (client/analysis/map-picture.ts), what takes long it runs by `runJob` (client/analysis/analysis-store.ts), and its
 * parameters it keeps in the address by `useParameter` (./parameter.ts).
 */
export interface Question {
  key: QuestionKey & keyof Words['analyse']['question'];
  /** What can be chosen: on the left, below period and filters. */
  Parameters: ComponentType;
  /** What comes out, with the legend of its picture: on the right, above the charts. Shown while the question is open. */
  Results: ComponentType;
}
