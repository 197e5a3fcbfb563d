import { isAnswered } from '../sip/call-state.ts';
import type { Phone } from '../sip/phone.ts';
import { callsTogether } from './conference-calls.ts';
import type { PhoneCommand } from './phone-view.ts';

/** The call and those that are one with it: what is done to one is done to all. */
function togetherWith(phone: Phone, callId: string): readonly string[] {
  const call = phone.calls.find(({ id }) => id === callId);
  return call ? callsTogether(phone.calls, call).map(({ id }) => id) : [callId];
}

/** A person talks to one call, or one conference, at a time: the others wait. */
function holdOthers(phone: Phone, callIds: readonly string[]): void {
  for (const { id, state, isHoldWished } of phone.calls)
    if (!callIds.includes(id) && isAnswered(state) && !isHoldWished) phone.setHeld(id, true);
}

function talkTogether(phone: Phone, callIds: readonly string[]): void {
  holdOthers(phone, callIds);
  for (const id of callIds) phone.setHeld(id, false);
}

/** Carries a command out on the phone. Commands on calls that are over do nothing. */
export function runCommand(phone: Phone, command: Exclude<PhoneCommand, { name: 'allowSound' }>): void {
  switch (command.name) {
    case 'dial':
      holdOthers(phone, []);
      if (command.siteId === undefined) phone.dial(command.number, command.displayName);
      else phone.dial(command.number, command.displayName, command.siteId);
      return;
    case 'answer':
      holdOthers(phone, [command.callId]);
      phone.answer(command.callId);
      return;
    case 'talkTo':
      talkTogether(phone, togetherWith(phone, command.callId));
      return;
    case 'talkTogether':
      talkTogether(phone, command.callIds);
      return;
    case 'hold':
      for (const id of togetherWith(phone, command.callId)) phone.setHeld(id, true);
      return;
    case 'setMuted':
      for (const id of togetherWith(phone, command.callId)) phone.setMuted(id, command.isMuted);
      return;
    case 'hangUp':
      for (const id of togetherWith(phone, command.callId)) phone.hangUp(id);
      return;
    case 'press':
      phone.press(command.callId, command.keys);
      return;
    case 'decline':
    case 'ignore':
    case 'dismiss':
      phone[command.name](command.callId);
  }
}
