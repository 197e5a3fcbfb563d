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
  const isSoundBlocked = usePhoneView((view) => view.isSoundBlocked);
  const fallback = useStore(telephony.devices.view, (view) => view.fallback);
  return (
    <>
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
    </>
  );
}
