import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toasts } from '../../../ui/feedback/toast-store.ts';
import { useEditor } from './editor-context.tsx';

/** Copies and pastes parts of plans by the system's clipboard, so that they go from plan to plan and from window to window. */
export function useClipboard() {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  return useMemo(
    () => ({
      async copy(): Promise<boolean> {
        const text = editor.copy();
        if (text === undefined) return false;
        try {
          await navigator.clipboard.writeText(text);
          return true;
        } catch {
          // The browser or a policy forbids the clipboard, or the window is not in front.
          toasts.show({ tone: 'error', text: t('clipboard.refused') });
          return false;
        }
      },
      async paste(): Promise<void> {
        let text: string;
        try {
          text = await navigator.clipboard.readText();
        } catch {
          toasts.show({ tone: 'error', text: t('clipboard.refused') });
          return;
        }
        if (!editor.paste(text)) toasts.show({ tone: 'info', text: t('announce.nothingToPaste') });
      },
    }),
    [editor, t],
  );
}
