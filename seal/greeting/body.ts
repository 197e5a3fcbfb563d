import { joined, type Bytes } from '../bytes.ts';

export const bodyVersion = 1;
export const bodyKinds = { clear: 0, sealed: 1 } as const;

/** version (1 byte) ‖ kind (1 byte) ‖ what it carries */
export function bodyOf(kind: keyof typeof bodyKinds, rest: Bytes): Bytes {
  return joined(Uint8Array.of(bodyVersion, bodyKinds[kind]), rest);
}
