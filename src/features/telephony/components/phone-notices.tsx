import { Volume2, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../ui/button/button.tsx';
import { IconButton } from '../../../ui/button/icon-button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { usePhoneView, useTelephony } from './telephony-context.ts';

/** What the phone has to say on any page: no sound without a click, a microphone that was unplugged. */
export function PhoneNotices() {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  // The sound is in the tab that owns the phone; a click elsewhere does not help it.
  const isSoundBlocked = usePhoneView((view) => view.isSoundBlocked && view.role === 'owner');
  const fallback = useStore(telephony.devices.view, (view) => view.fallback);
  return (
    <div
      data-react-aria-top-layer="true"
      className="pointer-events-none fixed right-3 bottom-20 left-3 z-50 flex flex-col gap-2 sm:left-auto sm:w-110"
    >
      {isSoundBlocked && (
        <div className="pointer-events-auto w-full rounded-input bg-raised shadow-overlay">
          <Notice
            tone="warning"
            action={
              <Button size="dense" tone="primary" icon={Volume2} onClick={() => telephony.run({ name: 'allowSound' })}>
                {t('sound.turnOn')}
              </Button>
            }
          >
            {t('sound.blocked')}
          </Notice>
        </div>
      )}
      {fallback !== undefined && (
        <div className="pointer-events-auto w-full rounded-input bg-raised shadow-overlay">
          <Notice
            tone={fallback.label === null ? 'error' : 'warning'}
            action={<IconButton size="dense" icon={X} label={t('actions.close')} onClick={() => telephony.devices.dismissFallback()} />}
          >
            {fallback.label === null ? t('devices.lost') : t('devices.fallback', { label: fallback.label })}
          </Notice>
        </div>
      )}
    </div>
  );
}
