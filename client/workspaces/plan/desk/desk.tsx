import type { Draft } from '../../../../core/contract/draft.ts';
import { useMayEdit } from '../use-may-edit.ts';
import { BorderActs } from './border-acts.tsx';
import { DraftHead } from './draft-head.tsx';
import { GridActs } from './grid-acts.tsx';
import { MeasureChoice } from './measure-choice.tsx';
import { ToolPalette } from './tool-palette.tsx';

/** What an open draft is, and the tools to change it. */
export function Desk({ draft }: { draft: Draft }) {
  const mayEdit = useMayEdit();
  return (
    <>
      <DraftHead draft={draft} />
      <ToolPalette />
      {mayEdit ? (
        <>
          <BorderActs />
          <GridActs />
        </>
      ) : null}
      <MeasureChoice />
    </>
  );
}
