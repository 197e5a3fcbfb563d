import { Phone, PhoneOff, VolumeX, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button/button.tsx';
import type { CallSnapshot } from '../sip/phone.ts';
import { useNameOf, useTelephony } from './telephony-context.ts';

/** What can be done to a call that rings here. */
export function IncomingButtons({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  return (
    <>
      <Button
        tone="answer"
        icon={Phone}
        shortcut="enter"
        isBusy={call.state.name === 'answering'}
        onClick={() => telephony.run({ name: 'answer', callId: call.id })}
      >
        {t('actions.answer')}
      </Button>
      <Button icon={VolumeX} onClick={() => telephony.run({ name: 'ignore', callId: call.id })}>
        {t('actions.ignore')}
      </Button>
      <Button tone="danger-quiet" icon={PhoneOff} shortcut="escape" onClick={() => telephony.run({ name: 'decline', callId: call.id })}>
        {t('actions.decline')}
      </Button>
    </>
  );
}

export function OutgoingButtons({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  return (
    <Button tone="danger" icon={PhoneOff} onClick={() => telephony.run({ name: 'hangUp', callId: call.id })}>
      {t('actions.hangUp')}
    </Button>
  );
}

/** After the end: call again, or put it away before it goes by itself. */
export function EndedButtons({ call }: { call: CallSnapshot }) {
  const { t } = useTranslation('telephony');
  const telephony = useTelephony();
  const name = useNameOf()(call.party);
  return (
    <>
      <Button icon={Phone} onClick={() => telephony.dial(call.party)}>
        {t('actions.callBack', { name })}
      </Button>
      <Button tone="quiet" icon={X} onClick={() => telephony.run({ name: 'dismiss', callId: call.id })}>
        {t('actions.close')}
      </Button>
    </>
  );
}
