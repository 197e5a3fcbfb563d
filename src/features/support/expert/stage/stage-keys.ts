import type { KeyboardEvent } from 'react';
import { pressedKeys } from '../../../../ui/shortcuts/shortcut-registry.ts';
import { toolOfKey, type StageTool } from './stage-tool.ts';

export interface StageKeys {
  readonly isAllowed: (tool: StageTool) => boolean;
  readonly choose: (tool: StageTool) => void;
  readonly undo: () => void;
  readonly full: () => void;
}

/** Keys of the stage, while the keyboard is in it; what is written in a field is text. */
export function pressInStage(event: KeyboardEvent, { isAllowed, choose, undo, full }: StageKeys): void {
  const { target } = event;
  if (event.defaultPrevented || event.repeat || event.nativeEvent.isComposing) return;
  if (target instanceof HTMLElement && target.matches('input, textarea, select')) return;
  const keys = pressedKeys(event);
  const tool = toolOfKey(keys);
  if (tool !== undefined && isAllowed(tool)) choose(tool);
  else if (keys === 'mod+z' && isAllowed('pen')) undo();
  else if (keys === 'f') full();
  else return;
  event.preventDefault();
}
