import { useEffect } from 'react';
import { useShortcut } from '../../../../ui/shortcuts/use-shortcut.ts';
import { useEditorParts } from '../editor-context.tsx';

/** Undo, redo, copy, cut and paste anywhere on the page that is no field. Off while a dialog is open. */
export function useEditKeys(isOn: boolean): void {
  const { editor, canvas } = useEditorParts();
  const keys = (each: string): string | undefined => (isOn ? each : undefined);
  useShortcut(keys('mod+z'), () => editor.undo());
  useShortcut(keys('mod+y'), () => editor.redo());
  useShortcut(keys('mod+shift+z'), () => editor.redo());
  useEffect(() => {
    if (!isOn) return undefined;
    const scope = new AbortController();
    const { signal } = scope;
    // The browser's own clipboard events: they need no permission and come from its menu too.
    document.addEventListener(
      'copy',
      (event) => {
        const text = isInText() ? undefined : editor.copy();
        if (text === undefined) return;
        event.clipboardData?.setData('text/plain', text);
        event.preventDefault();
      },
      { signal },
    );
    document.addEventListener(
      'cut',
      (event) => {
        const text = isInText() ? undefined : editor.copy();
        if (text === undefined) return;
        event.clipboardData?.setData('text/plain', text);
        event.preventDefault();
        editor.removeSelected();
      },
      { signal },
    );
    document.addEventListener(
      'paste',
      (event) => {
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (isInText() || editor.isReadOnly || text === '') return;
        event.preventDefault();
        editor.paste(text);
        const [first] = editor.selection.view.getState().ids;
        if (first !== undefined) canvas.current?.reveal(first);
      },
      { signal },
    );
    return () => scope.abort();
  }, [isOn, editor, canvas]);
}

/** Whether one writes, or has chosen text: the clipboard is then the text's. */
function isInText(): boolean {
  const active = document.activeElement;
  const isField = active instanceof HTMLElement && (active.isContentEditable || active.matches('input, textarea, select'));
  return isField || document.getSelection()?.toString() !== '';
}
