import { useCallback, type KeyboardEvent } from 'react';
import { walk, type WalkKey } from '../state/canvas-walk.ts';
import type { Spot } from '../state/selection.ts';
import { useEditorParts } from '../components/editor-context.tsx';

export interface CanvasActions {
  /** Choose what an exit leads to. */
  onConnect: (from: Spot) => void;
  /** Show the settings of what is selected. */
  onOpen: (id: string) => void;
  onFind: () => void;
  onAdd: () => void;
  onHelp: () => void;
}

const walkKeys: ReadonlySet<string> = new Set<WalkKey>(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End']);
function isWalkKey(key: string): key is WalkKey {
  return walkKeys.has(key);
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-16, 0],
  ArrowRight: [16, 0],
  ArrowUp: [0, -16],
  ArrowDown: [0, 16],
};

/** The keyboard of the canvas. What is not its own goes on to the page. */
export function useCanvasKeys(actions: CanvasActions): (event: KeyboardEvent) => void {
  const { editor, canvas } = useEditorParts();
  return useCallback(
    (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.nativeEvent.isComposing) return;
      const isMod = event.ctrlKey || event.metaKey;
      const step = steps[event.key];
      const isHandled =
        event.altKey && step !== undefined
          ? nudged(editor, step)
          : isMod
            ? modKey(event.key.toLowerCase(), actions, editor)
            : plainKey(event, { editor, actions, canvas });
      if (!isHandled) return;
      event.preventDefault();
      event.stopPropagation();
    },
    [editor, canvas, actions],
  );
}

type Editor = ReturnType<typeof useEditorParts>['editor'];

function nudged(editor: Editor, [x, y]: readonly [number, number]): boolean {
  editor.nudge(x, y);
  return true;
}

function modKey(key: string, actions: CanvasActions, editor: Editor): boolean {
  if (key === 'f') actions.onFind();
  else if (key === 'a') editor.selectAll();
  else return false;
  return true;
}

interface Around {
  editor: Editor;
  actions: CanvasActions;
  canvas: ReturnType<typeof useEditorParts>['canvas'];
}

function plainKey(event: KeyboardEvent, { editor, actions, canvas }: Around): boolean {
  const { spot } = editor.selection.view.getState();
  if (isWalkKey(event.key)) {
    const next = walk(editor.plan, spot, event.key);
    if (next !== undefined) {
      editor.selection.goTo(next);
      canvas.current?.reveal(next.id);
    }
    return true;
  }
  switch (event.key) {
    case 'Enter':
      if (spot === undefined) return false;
      if (spot.exit === undefined) actions.onOpen(spot.id);
      else actions.onConnect(spot);
      return true;
    case ' ':
      if (spot !== undefined) editor.selection.toggle(spot.id);
      return true;
    case 'Delete':
    case 'Backspace':
      editor.removeSelected();
      return true;
    case 'Escape':
      editor.selection.clear();
      return true;
    case 'a':
      actions.onAdd();
      return true;
    case '?':
      actions.onHelp();
      return true;
    case '+':
    case '-':
      canvas.current?.zoomBy(event.key === '+' ? 1.25 : 0.8);
      return true;
    case '0':
      canvas.current?.fit();
      return true;
    default:
      return false;
  }
}
