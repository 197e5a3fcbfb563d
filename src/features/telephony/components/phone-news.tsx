import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useTelephony } from './telephony-context.ts';

const mostShown = 99;

/** How much waits at the phone: new messages and missed calls that were not looked at. Nothing when nothing does. */
export function PhoneNews() {
  const { t } = useTranslation('telephony');
  const { history, voicemail } = useTelephony();
  const missed = useStore(history.view, (view) => view.newCount);
  const messages = useStore(voicemail.view, (view) => view.newCount);
  const count = missed + messages;
  if (count === 0) return null;
  return (
    <span className="absolute -top-1.5 left-3 min-w-4.5 rounded-full border border-red-line bg-red-soft px-1 text-center text-caption leading-4 font-semibold text-red-text tabular-nums">
      <span aria-hidden>{count > mostShown ? `${String(mostShown)}+` : count}</span>
      <span className="sr-only">{t('news', { count })}</span>
    </span>
  );
}
