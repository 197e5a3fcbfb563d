import { Bell, Settings } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Switch } from '../../../ui/field/switch.tsx';
import { askForNotices } from '../state/desktop-notice.ts';
import { StatusSentence } from './status-sentence.tsx';
import { useTelephony } from './telephony-context.ts';

/** Why one is reachable or not, in sentences, with the switches that change it. */
export function ReachabilityDetails({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const { settings, failure } = useStore(telephony.settings.view);
  const problem = useProblem();
  return (
    <div
      id={id}
      role="group"
      aria-label={t('reach.details')}
      tabIndex={-1}
      className="absolute top-full right-0 z-40 mt-1 flex w-80 max-w-[calc(100vw-1.5rem)] animate-appear flex-col gap-3 rounded-card border border-n7 bg-raised p-3 shadow-overlay"
    >
      <p className="text-dense text-n11">
        <StatusSentence />
      </p>
      <Switch
        label={t('settings.dnd')}
        hint={t('settings.dndHint')}
        isOn={settings?.doNotDisturb ?? false}
        isDisabled={settings === undefined}
        onChange={(doNotDisturb) => void telephony.settings.change({ doNotDisturb })}
      />
      {failure !== undefined && <Notice tone="error">{t('settings.failed', { why: problem(failure).title })}</Notice>}
      <NoticePermission />
      <Button
        size="dense"
        icon={Settings}
        onClick={() => {
          onClose();
          telephony.screen.setState({ areSettingsOpen: true });
        }}
      >
        {t('settings.open')}
      </Button>
    </div>
  );
}

function NoticePermission() {
  const { t } = useTranslation('telephony');
  const [permission, setPermission] = useState(() => ('Notification' in globalThis ? Notification.permission : 'denied'));
  if (permission !== 'default')
    return <p className="text-caption text-n11">{permission === 'granted' ? t('reach.noticesOn') : t('reach.noticesBlocked')}</p>;
  return (
    <Button size="dense" icon={Bell} onClick={() => void askForNotices().then(() => setPermission(Notification.permission))}>
      {t('reach.notices')}
    </Button>
  );
}
