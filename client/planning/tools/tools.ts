import { planning, type Tool } from '../planning.ts';
import { reshapeTool, splitTool, transferTool } from './draw.ts';
import { commentTool, mergeTool } from './merge.ts';
import { moveTool } from './move.ts';
import type { ToolHandler } from './pointer.ts';
import { pushTool } from './push.ts';

const HANDLERS: Readonly<Record<Tool, ToolHandler>> = {
  move: moveTool,
  push: pushTool,
  reshape: reshapeTool,
  split: splitTool,
  merge: mergeTool,
  transfer: transferTool,
  comment: commentTool,
};

/** What the chosen tool does. */
export function toolInHand(): ToolHandler {
  return HANDLERS[planning.get().tool];
}

/** Takes another tool; what was begun with the last one is let go. */
export function takeTool(tool: Tool): void {
  toolInHand().cancel?.();
  planning.set({ tool });
}
