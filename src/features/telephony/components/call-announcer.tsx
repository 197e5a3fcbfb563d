import { useTranslation } from 'react-i18next';
import type { CallSnapshot } from '../sip/phone.ts';
import { useEndText } from './call-state-text.tsx';
import { useRingReason } from './ring-reason.tsx';
import { useCalls, useNameOf } from './telephony-context.ts';

/** Says changes of calls to screen readers: who calls at once, the rest when the reader pauses. Never the timer. */
export function CallAnnouncer() {
  const { t } = useTranslation('telephony');
  const calls = useCalls();
  const nameOf = useNameOf();
  const endText = useEndText();
  const reasonOf = useRingReason();
  const sentence = (call: CallSnapshot): string => {
    const name = nameOf(call.party);
    const { state } = call;
    if (state.name === 'connected') return t(`announce.${call.activity?.kind ?? 'plan'}`, { name, activity: call.activity?.name ?? '' });
    if (state.name === 'held') return t('announce.held', { name });
    if (state.name === 'reconnecting') return t('announce.reconnecting', { name });
    return state.name === 'ended' ? t('announce.ended', { name, why: endText(call) }) : '';
  };
  const recorded = (call: CallSnapshot): string =>
    call.recording === null || call.state.name === 'ended' ? '' : t(`record.announce.${call.recording}`, { name: nameOf(call.party) });
  const ringing = calls.filter((call) => call.state.name === 'incoming' && !call.isIgnored);
  return (
    <div className="sr-only">
      <div aria-live="assertive">
        {ringing.map((call) => t('announce.incoming', { name: nameOf(call.party), reason: reasonOf(call) })).join('. ')}
      </div>
      <div aria-live="polite">{calls.map(sentence).filter(Boolean).join('. ')}</div>
      <div aria-live="assertive">{calls.map(recorded).filter(Boolean).join('. ')}</div>
    </div>
  );
}
