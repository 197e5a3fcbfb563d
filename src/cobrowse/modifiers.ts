import type { ControlInput } from '../../protocol/support/control-input.ts';

type Modifiers = Extract<ControlInput, { kind: 'key-down' }>['modifiers'];

/** As events carry them. */
export function modifiersOf(held: Modifiers): EventModifierInit {
  return {
    altKey: held.includes('alt'),
    ctrlKey: held.includes('control'),
    metaKey: held.includes('meta'),
    shiftKey: held.includes('shift'),
  };
}
