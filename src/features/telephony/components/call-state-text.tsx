import { useTranslation } from 'react-i18next';
import { clockDuration } from '../../../platform/i18n/format.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { useNameOf } from './telephony-context.ts';
import { useNow } from './use-now.ts';

/** The sentence for why a call ended. */
export function useEndText(): (call: CallSnapshot) => string {
  const { t } = useTranslation('telephony');
  const nameOf = useNameOf();
  return (call) =>
    call.state.name === 'ended' ? t(`ends.${call.state.cause}`, { name: nameOf(call.party), number: call.party.number }) : '';
}

function useStateText(): (call: CallSnapshot, nowMs: number) => string {
  const { t } = useTranslation('telephony');
  const nameOf = useNameOf();
  const endText = useEndText();
  return (call, nowMs) => {
    const { state } = call;
    const name = nameOf(call.party);
    switch (state.name) {
      case 'dialling':
      case 'answering':
        return t(`call.${state.name}`);
      case 'ringing':
      case 'incoming':
        return t('call.ringing');
      case 'connected':
        return t(`activity.${call.activity?.kind ?? 'plan'}`, {
          name: call.activity?.name ?? '',
          time: clockDuration(nowMs - state.answeredAtMs),
        });
      case 'held':
        return state.by === 'me' ? t('call.heldByMe') : state.by === 'other' ? t('call.heldByOther', { name }) : t('call.heldByBoth');
      case 'reconnecting':
        return state.who === 'other' ? t('call.reconnectingOther', { name }) : t('call.reconnecting');
      default:
        return endText(call);
    }
  };
}

/** A call's state in words, with its timer. Ticks by itself; not announced (see CallAnnouncer). */
export function CallStateText({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const now = useNow(500);
  const text = useStateText()(call, now);
  const { state } = call;
  const isAside = state.name === 'held' || state.name === 'reconnecting';
  return (
    <span className="tabular-nums">
      {text}
      {isAside && <span className="text-n11"> · {t('call.duration', { time: clockDuration(now - state.answeredAtMs) })}</span>}
      {call.isMuted && state.name !== 'ended' && <span className="text-amber-text"> · {t('call.muted')}</span>}
    </span>
  );
}
