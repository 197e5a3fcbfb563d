import { Download, Ellipsis, Forward, MailOpen, Phone, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../../../protocol/telephony/voicemail.ts';
import { useProblem } from '../../../../platform/http/use-problem.ts';
import { IconButton } from '../../../../ui/button/icon-button.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { Menu, type MenuEntry } from '../../../../ui/overlay/menu.tsx';
import { downloadAddress } from '../../state/voicemail-api.ts';
import { useTelephony } from '../telephony-context.ts';
import { ForwardDialog } from './forward-dialog.tsx';

/** What one can do with a message beside listening. */
export function MessageActions({ message, name }: { message: VoicemailMessage; name: string }) {
  const { t } = useTranslation('voicemail');
  const telephony = useTelephony();
  const [isForwarding, setForwarding] = useState(false);
  const attempt = useAttempt();
  const { voicemail } = telephony;
  const { id, caller, heardBy } = message;
  const isHeard = heardBy.length > 0;
  const restore = (): Promise<void> => attempt(() => voicemail.restore(id), t('restored'));
  const remove = (): Promise<void> =>
    attempt(async () => {
      await voicemail.delete(id);
      toasts.show({ tone: 'success', text: t('deletedToast'), undo: () => void restore() });
    });
  const label = t('more', { name });
  const entries: readonly MenuEntry[] =
    message.deletedAt === null
      ? [
          {
            id: 'call',
            label: t('callBack'),
            icon: Phone,
            onSelect: () => telephony.dial({ number: caller.number, displayName: caller.displayName }),
          },
          {
            id: 'heard',
            label: t(isHeard ? 'markNew' : 'markHeard'),
            icon: MailOpen,
            onSelect: () => void attempt(() => voicemail.setHeard(id, !isHeard)),
          },
          { id: 'forward', label: t('forward'), icon: Forward, onSelect: () => setForwarding(true) },
          { id: 'download', label: t('download'), icon: Download, onSelect: () => location.assign(downloadAddress(id)) },
          { id: 'delete', label: t('delete'), icon: Trash2, isDangerous: true, onSelect: () => void remove() },
        ]
      : [{ id: 'restore', label: t('restore'), icon: RotateCcw, onSelect: () => void restore() }];
  return (
    <>
      <Menu label={label} groups={[{ id: 'message', entries }]}>
        {(trigger) => <IconButton {...trigger} size="dense" label={label} icon={Ellipsis} />}
      </Menu>
      {isForwarding && <ForwardDialog message={message} name={name} onClose={() => setForwarding(false)} />}
    </>
  );
}

/** Does something and says when it failed. */
function useAttempt(): (work: () => Promise<void>, done?: string) => Promise<void> {
  const problem = useProblem();
  return async (work, done) => {
    try {
      await work();
      if (done !== undefined) toasts.show({ tone: 'success', text: done });
    } catch (failure) {
      const { title, advice } = problem(failure);
      toasts.show({ tone: 'error', text: `${title} ${advice}` });
    }
  };
}
