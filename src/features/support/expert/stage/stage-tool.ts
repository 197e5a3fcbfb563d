import type { DrawingTool } from '../../state/live-view.ts';

/** What the pointer does on the picture. A numbered arrow is a step that points. */
export type StageTool = 'look' | 'laser' | 'control' | 'numbered' | DrawingTool;
export const stageTools = [
  'look',
  'control',
  'laser',
  'pen',
  'highlight',
  'arrow',
  'numbered',
  'box',
  'ellipse',
  'text',
  'step',
] as const satisfies readonly StageTool[];

/** While the keyboard is in the stage. Control has none: what is pressed then is meant for the other side. */
export const toolKeys: Readonly<Partial<Record<StageTool, string>>> = {
  look: 'v',
  laser: 'l',
  pen: 'p',
  highlight: 'h',
  arrow: 'a',
  numbered: 'n',
  box: 'b',
  ellipse: 'e',
  text: 't',
  step: 's',
};

/** The tool of a key. */
export function toolOfKey(key: string): StageTool | undefined {
  return stageTools.find((tool) => toolKeys[tool] === key);
}

/** Drawn from one place to another. */
export function isSpan(tool: StageTool): boolean {
  return tool === 'arrow' || tool === 'numbered' || tool === 'box' || tool === 'ellipse';
}

/** Asks for words once its place is there. */
export function hasWords(tool: StageTool): boolean {
  return tool === 'text' || tool === 'step' || tool === 'numbered';
}
