import { CircleAlert, CloudOff, CloudUpload, Check, RefreshCw, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../../ui/button/button.tsx';
import type { SaveState } from '../../state/draft-saver.ts';
import { useEditor } from '../editor-context.tsx';

const icons: Readonly<Record<SaveState['kind'], LucideIcon>> = {
  saved: Check,
  waiting: CloudUpload,
  saving: CloudUpload,
  offline: CloudOff,
  conflict: CircleAlert,
  failed: CircleAlert,
};

/** How the draft is stored: always a word, never a question where nothing is to be decided. */
export function SaveBadge() {
  const { t } = useTranslation('dialplan');
  const editor = useEditor();
  const { kind } = useStore(editor.saver.state);
  const Icon = icons[kind];
  const isBad = kind === 'failed' || kind === 'conflict';
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-caption">
      <span
        role="status"
        className={`flex min-w-0 items-center gap-1.5 ${isBad ? 'text-red-text' : kind === 'offline' ? 'text-amber-text' : 'text-n11'}`}
      >
        <Icon aria-hidden className="size-3.5 shrink-0" />
        <span className="truncate">{t(`save.${kind}`)}</span>
      </span>
      {(kind === 'failed' || kind === 'offline') && (
        <Button size="dense" tone="quiet" icon={RefreshCw} onClick={() => editor.saver.retry()}>
          {t('save.retry')}
        </Button>
      )}
    </span>
  );
}
