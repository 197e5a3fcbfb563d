import { Maximize2, Mic, MicOff, Pause, PhoneOff, Play } from 'lucide-react';
import { useNavigate } from '../../../platform/router/router-context.tsx';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { IconButton } from '../../../ui/button/icon-button.tsx';
import { isAnswered } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { shownCalls } from '../state/conference-calls.ts';
import { CallStateText } from './call-state-text.tsx';
import { RecordingMark } from './recording-mark.tsx';
import { QualityDot } from './quality-dot.tsx';
import { useCalls, useNameOf, useTelephony } from './telephony-context.ts';

/** Live calls at the bottom of every page that does not show them itself. */
export function CallDock() {
  const { t } = useTranslation('telephony');
  const { screen } = useTelephony();
  const areCallsShown = useStore(screen, (view) => view.areCallsShown);
  const live = shownCalls(useCalls()).filter(
    (call) => isAnswered(call.state) || call.state.name === 'dialling' || call.state.name === 'ringing',
  );
  if (areCallsShown || live.length === 0) return null;
  return (
    <section aria-label={t('call.live')} className="flex shrink-0 flex-col gap-1 border-t bg-surface px-3 py-1.5">
      {live.map((call) => (
        <DockRow key={call.id} call={call} />
      ))}
    </section>
  );
}

function DockRow({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const navigate = useNavigate();
  const name = useNameOf()(call.party);
  const { id: callId, isMuted, isHoldWished } = call;
  return (
    <div role="group" aria-label={t('call.with', { name })} className="flex min-h-10 items-center gap-2">
      <QualityDot callId={callId} />
      <span className="min-w-0 flex-1 truncate">
        <span className="font-semibold">{name}</span>{' '}
        <span className="text-dense text-n11">
          <CallStateText call={call} />
        </span>
      </span>
      <RecordingMark call={call} />
      {isAnswered(call.state) && (
        <>
          <IconButton
            icon={isMuted ? MicOff : Mic}
            isPressed={isMuted}
            label={isMuted ? t('actions.unmute') : t('actions.mute')}
            onClick={() => telephony.run({ name: 'setMuted', callId, isMuted: !isMuted })}
          />
          <IconButton
            icon={isHoldWished ? Play : Pause}
            isPressed={isHoldWished}
            label={isHoldWished ? t('actions.resume') : t('actions.hold')}
            onClick={() => telephony.run(isHoldWished ? { name: 'talkTo', callId } : { name: 'hold', callId })}
          />
        </>
      )}
      <IconButton icon={Maximize2} label={t('actions.open')} onClick={() => navigate('/phone')} />
      <IconButton icon={PhoneOff} tone="danger" label={t('actions.hangUp')} onClick={() => telephony.run({ name: 'hangUp', callId })} />
    </div>
  );
}
