import { isAnswered } from '../sip/call-state.ts';
import type { Phone } from '../sip/phone.ts';
import type { PhoneCommand } from './phone-view.ts';

/** A person talks to one call at a time: the others wait. */
function holdOthers(phone: Phone, callId: string | undefined): void {
  for (const call of phone.calls) if (call.id !== callId && isAnswered(call.state) && !call.isHoldWished) phone.setHeld(call.id, true);
}

/** Carries a command out on the phone. Commands on calls that are over do nothing. */
export function runCommand(phone: Phone, command: Exclude<PhoneCommand, { name: 'allowSound' }>): void {
  switch (command.name) {
    case 'dial':
      holdOthers(phone, undefined);
      if (command.siteId === undefined) phone.dial(command.number, command.displayName);
      else phone.dial(command.number, command.displayName, command.siteId);
      return;
    case 'answer':
      holdOthers(phone, command.callId);
      phone.answer(command.callId);
      return;
    case 'talkTo':
      holdOthers(phone, command.callId);
      phone.setHeld(command.callId, false);
      return;
    case 'hold':
      phone.setHeld(command.callId, true);
      return;
    case 'setMuted':
      phone.setMuted(command.callId, command.isMuted);
      return;
    case 'press':
      phone.press(command.callId, command.keys);
      return;
    case 'decline':
    case 'ignore':
    case 'hangUp':
    case 'dismiss':
      phone[command.name](command.callId);
  }
}
