import { useTranslation } from 'react-i18next';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { usePhoneView } from './telephony-context.ts';

/** Why one is reachable or not, and what to do. */
export function StatusSentence() {
  const { t } = useTranslation('telephony');
  const status = usePhoneView((view) => view.status);
  const role = usePhoneView((view) => view.role);
  if (status.name !== 'unreachable') return role === 'mirror' ? t('reach.mirrorText') : t('reach.reachableText');
  switch (status.why) {
    case 'offline':
      return t('reach.offlineText');
    case 'server-away':
      return t('reach.serverText');
    case 'refused':
      return t('reach.refusedText');
    case 'signed-out':
      return t('reach.signedOutText');
    default:
      return t(`ends.${status.why}`);
  }
}

/** On the phone page as long as nobody can call: why, and whose turn it is. */
export function UnreachableNotice() {
  const status = usePhoneView((view) => view.status);
  if (status.name !== 'unreachable') return null;
  const mendsItself = status.why === 'offline' || status.why === 'server-away';
  return (
    <Notice tone={mendsItself ? 'warning' : 'error'}>
      <StatusSentence />
    </Notice>
  );
}
