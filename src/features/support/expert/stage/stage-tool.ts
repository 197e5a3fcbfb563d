import type { DrawingTool } from '../../state/live-view.ts';

/** What the pointer does on the picture. */
export type StageTool = 'look' | 'laser' | 'control' | DrawingTool;
export const stageTools = [
  'look',
  'control',
  'laser',
  'pen',
  'highlight',
  'arrow',
  'box',
  'text',
  'step',
] as const satisfies readonly StageTool[];
