import { ArrowLeftRight, Grip, Mic, MicOff, Pause, PhoneOff, Play, UserPlus } from 'lucide-react';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button/button.tsx';
import { useShortcut } from '../../../ui/shortcuts/use-shortcut.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { CallActions } from './call-actions.ts';
import { MergeButton } from './merge-button.tsx';
import { RecordingButtons } from './recording-buttons.tsx';
import { useNameOf, useTelephony } from './telephony-context.ts';

interface AnsweredButtonsProps {
  readonly call: CallSnapshot;
  readonly isCurrent: boolean;
  readonly swapWith: CallSnapshot | undefined;
  readonly isKeypadOpen: boolean;
  readonly onKeypad: () => void;
  readonly onAddCall: () => void;
}

/** What can be done to an answered call: each with its letter while this call is the current one. */
export function AnsweredButtons({ call, isCurrent, swapWith, isKeypadOpen, onKeypad, onAddCall }: AnsweredButtonsProps) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const renderMore = useContext(CallActions);
  const name = useNameOf()(call.party);
  const isNameKnown = call.conference === null && name !== call.party.number;
  const { id: callId, isMuted, isHoldWished } = call;
  const mute = (): void => telephony.run({ name: 'setMuted', callId, isMuted: !isMuted });
  const hold = (): void => telephony.run(isHoldWished ? { name: 'talkTo', callId } : { name: 'hold', callId });
  const swap = (): void => telephony.run({ name: 'talkTo', callId: isHoldWished ? callId : (swapWith?.id ?? callId) });
  const hangUp = (): void => telephony.run({ name: 'hangUp', callId });
  const letter = (key: string): string | undefined => (isCurrent ? key : undefined);
  useShortcut(letter('m'), mute);
  useShortcut(letter('h'), hold);
  useShortcut(letter('k'), onKeypad);
  useShortcut(letter('x'), hangUp);
  useShortcut(letter('a'), onAddCall);
  useShortcut(swapWith === undefined ? undefined : letter('s'), swap);
  const hint = (key: string): { shortcut?: string } => (isCurrent ? { shortcut: key } : {});
  return (
    <>
      <Button size="dense" icon={isMuted ? MicOff : Mic} {...hint('m')} onClick={mute}>
        {isMuted ? t('actions.unmute') : t('actions.mute')}
      </Button>
      <Button size="dense" icon={isHoldWished ? Play : Pause} {...hint('h')} onClick={hold}>
        {isHoldWished ? t('actions.resume') : t('actions.hold')}
      </Button>
      <Button size="dense" icon={Grip} {...hint('k')} aria-expanded={isKeypadOpen} onClick={onKeypad}>
        {t('actions.keypad')}
      </Button>
      {swapWith !== undefined && <MergeButton call={call} other={swapWith} isCurrent={isCurrent} />}
      {swapWith === undefined ? (
        <Button size="dense" icon={UserPlus} {...hint('a')} onClick={onAddCall}>
          {t('actions.addCall')}
        </Button>
      ) : (
        <Button size="dense" icon={ArrowLeftRight} {...hint('s')} onClick={swap}>
          {t('actions.swap')}
        </Button>
      )}
      <RecordingButtons call={call} isCurrent={isCurrent} />
      {renderMore({ name: isNameKnown ? name : undefined, isCurrent })}
      <Button className="ml-auto" size="dense" tone="danger" icon={PhoneOff} {...hint('x')} onClick={hangUp}>
        {call.conference === null ? t('actions.hangUp') : t('actions.leave')}
      </Button>
    </>
  );
}
