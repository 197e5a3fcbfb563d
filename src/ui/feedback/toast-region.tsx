import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { toasts, type Toast } from './toast-store.ts';

const ICONS = { success: CircleCheck, error: CircleAlert, info: Info };
const ICON_TONES = { success: 'text-green-text', error: 'text-red-text', info: 'text-n11' };

/** Where toasts appear. `data-react-aria-top-layer` keeps them usable above an open dialog. */
export function ToastRegion() {
  const { t } = useTranslation('ui');
  const shown = useSyncExternalStore(toasts.subscribe, toasts.snapshot);
  return (
    <section
      aria-label={t('notifications')}
      aria-live="polite"
      data-react-aria-top-layer="true"
      className="pointer-events-none fixed inset-x-3 bottom-16 z-50 flex flex-col items-end gap-2 sm:left-auto sm:w-96"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation('ui');
  const Icon = ICONS[toast.tone];
  return (
    <div
      role={toast.tone === 'error' ? 'alert' : undefined}
      onPointerEnter={() => toasts.pause(toast.id)}
      onPointerLeave={() => toasts.resume(toast.id)}
      onFocus={() => toasts.pause(toast.id)}
      onBlur={() => toasts.resume(toast.id)}
      className="pointer-events-auto flex w-full animate-rise items-center gap-3 rounded-card border border-n7 bg-raised py-2 pr-2 pl-3 shadow-overlay"
    >
      <Icon aria-hidden className={`size-4 shrink-0 ${ICON_TONES[toast.tone]}`} />
      <p className="min-w-0 flex-1 text-dense break-words">{toast.text}</p>
      {toast.undo !== undefined && (
        <Button size="dense" onClick={() => toasts.undo(toast.id)}>
          {t('undo')}
        </Button>
      )}
      <IconButton size="dense" label={t('dismiss')} icon={X} onClick={() => toasts.dismiss(toast.id)} />
    </div>
  );
}
