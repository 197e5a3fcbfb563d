/**
 * Why there are no pictures and voices. `cannot-seal`: this browser cannot seal frames, and unsealed ones are never sent; `unsupported`: it
 * speaks no WebRTC of ours; `closed`: the room is closed; `foreign-codec`: something that we do not seal, so do not open.
 */
export type RoomFault = 'cannot-seal' | 'unsupported' | 'closed' | 'foreign-codec';

export class RoomFailure extends Error {
  readonly fault: RoomFault;

  constructor(fault: RoomFault, options?: { readonly cause?: unknown }) {
    super(`room failure: ${fault}`, options);
    this.name = 'RoomFailure';
    this.fault = fault;
  }
}
