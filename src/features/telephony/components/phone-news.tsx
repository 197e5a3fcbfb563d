import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { NewsCount } from '../../../ui/status/news-count.tsx';
import { useTelephony } from './telephony-context.ts';

/** How much waits at the phone: new messages and missed calls that were not looked at. Nothing when nothing does. */
export function PhoneNews() {
  const { t } = useTranslation('telephony');
  const { history, voicemail } = useTelephony();
  const missed = useStore(history.view, (view) => view.newCount);
  const messages = useStore(voicemail.view, (view) => view.newCount);
  const count = missed + messages;
  return <NewsCount count={count}>{t('news', { count })}</NewsCount>;
}
