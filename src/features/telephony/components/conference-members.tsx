import { Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../sip/phone.ts';

/** Who is in the conference that this call is in, said to screen readers when it changes; nothing when it is in none. */
export function ConferenceMembers({ call }: { call: CallSnapshot }) {
  const { t, i18n } = useTranslation('telephony');
  const { conference } = call;
  if (conference === null || call.state.name === 'ended') return null;
  const names = new Intl.ListFormat(i18n.language, { type: 'unit', style: 'short' }).format(conference.members);
  return (
    <div className="mt-3 flex items-start gap-2 text-dense" aria-live="polite">
      <Users aria-hidden className="mt-0.5 size-4 shrink-0 text-n11" />
      <p className="min-w-0">
        <span className="break-words">{t('conference.members', { names })}</span>
        {conference.isWaiting && <span className="block text-n11">{t('conference.waiting')}</span>}
        {conference.isMuted && <span className="block text-amber-text">{t('conference.muted')}</span>}
      </p>
    </div>
  );
}
