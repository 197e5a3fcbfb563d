/**
 * States of a dialog of ours. It is made by a 2xx; early dialogs belong to the invitation or the outgoing INVITE.
 *
 *   unacknowledged ──► confirmed ──► leaving ──► ended
 *         ├──────────────────────────────▲         ▲
 *         └────────────────────────────────────────┘
 *
 * unacknowledged: we are UAS, our 2xx is repeated until ACK comes
 * confirmed:      both sides know the dialog
 * leaving:        we said good-bye: BYE waits for ACK, for the far end's return or for its answer
 * ended:          nothing is sent or taken any more
 */
export type DialogState = 'unacknowledged' | 'confirmed' | 'leaving' | 'ended';

export const dialogTransitions: Readonly<Record<DialogState, readonly DialogState[]>> = {
  unacknowledged: ['confirmed', 'leaving', 'ended'],
  confirmed: ['leaving', 'ended'],
  leaving: ['ended'],
  ended: [],
};
