import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../ui/status/avatar.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { isAnswered } from '../sip/call-state.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { AnsweredButtons } from './answered-buttons.tsx';
import { EndedButtons, IncomingButtons, OutgoingButtons } from './call-buttons.tsx';
import { callsTogether } from '../state/conference-calls.ts';
import { ConferenceMembers } from './conference-members.tsx';
import { MergeFailure } from './merge-button.tsx';
import { CallStateText } from './call-state-text.tsx';
import { Keypad } from './keypad.tsx';
import { QualityDot } from './quality-dot.tsx';
import { RecordingFailure } from './recording-buttons.tsx';
import { RecordingMark } from './recording-mark.tsx';
import { RingContext, useRingReason } from './ring-reason.tsx';
import { useCalls, useNameOf, useTelephony } from './telephony-context.ts';

export interface CallCardProps {
  readonly call: CallSnapshot;
  /** The call that single-letter shortcuts act on. */
  readonly isCurrent: boolean;
  /** A second answered call exists: it can be swapped with this one. */
  readonly swapWith: CallSnapshot | undefined;
  readonly onAddCall: () => void;
}

/** One call with everything that can be done to it now. */
export function CallCard({ call, isCurrent, swapWith, onAddCall }: CallCardProps) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const isMerged = callsTogether(useCalls(), call).length > 1;
  const party = useNameOf()(call.party);
  const name = isMerged ? t('conference.title') : party;
  const reason = useRingReason()(call);
  const [isKeypadOpen, setKeypadOpen] = useState(false);
  const { state } = call;
  return (
    <section
      aria-label={t('call.with', { name })}
      data-call-id={call.serverCallId ?? undefined}
      data-call-state={state.name}
      className="card animate-rise p-4"
    >
      <div className="flex items-center gap-3">
        <Avatar name={name} size="large" />
        <div className="min-w-0 flex-1">
          <h3 className="truncate text-title font-semibold">
            {name}{' '}
            {!isMerged && name !== call.party.number && <span className="font-normal text-n11 tabular-nums">{call.party.number}</span>}
          </h3>
          <p className="text-dense text-n11">
            <CallStateText call={call} />
            {state.name === 'incoming' && <span> · {reason}</span>}
          </p>
        </div>
        <RecordingMark call={call} />
        <QualityDot callId={call.id} />
      </div>
      {state.name !== 'ended' && <RingContext call={call} />}
      {call.problem !== null && (
        <div className="mt-3">
          <Notice tone="error">{t(`ends.${call.problem}`)}</Notice>
        </div>
      )}
      <ConferenceMembers call={call} />
      <MergeFailure isCurrent={isCurrent} />
      <RecordingFailure call={call} />
      <div className="mt-4 flex flex-wrap gap-2 max-sm:*:grow">
        {(state.name === 'incoming' || state.name === 'answering') && <IncomingButtons call={call} />}
        {(state.name === 'dialling' || state.name === 'ringing') && <OutgoingButtons call={call} />}
        {isAnswered(state) && (
          <AnsweredButtons
            call={call}
            isCurrent={isCurrent}
            swapWith={swapWith}
            isKeypadOpen={isKeypadOpen}
            onKeypad={() => setKeypadOpen((isOpen) => !isOpen)}
            onAddCall={onAddCall}
          />
        )}
        {state.name === 'ended' && <EndedButtons call={call} />}
      </div>
      {isKeypadOpen && isAnswered(state) && <Keypad onPress={(keys) => telephony.run({ name: 'press', callId: call.id, keys })} />}
      {call.receivedKeys !== '' && (
        <p className="mt-2 text-dense text-n11 tabular-nums">{t('keypad.received', { keys: call.receivedKeys })}</p>
      )}
      {call.waitingKeys > 0 && (
        <p className="mt-2 text-center text-caption text-amber-text">{t('call.waitingKeys', { count: call.waitingKeys })}</p>
      )}
    </section>
  );
}
