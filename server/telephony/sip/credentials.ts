import type { SipPrincipal } from './dialog/user-agent.ts';
import type { FlowOwner } from './transport/flow.ts';

/** A digest identity of a device. HA1 values are lower-case hex (RFC 7616 §3.4.2). */
export interface DeviceCredentials {
  readonly principal: SipPrincipal & { readonly deviceId: string };
  readonly ha1Sha256: string;
  /** Only where an admin allowed MD5. */
  readonly ha1Md5: string | undefined;
}

/** Whoever proved to be this user: by the flow's web session or by a device's digest. */
export type AddressOwner = Pick<FlowOwner, 'tenantId' | 'userId'>;

/** What the SIP stack asks of identity: implemented in compose.ts. */
export interface SipCredentials {
  /** The `Bearer` token of a browser's first REGISTER; it must belong to the flow's owner. */
  checkToken(token: string, owner: FlowOwner): Promise<boolean>;
  /** Who may register `user@host`: the principal if the flow's owner, or the user whom a device belongs to, owns that address. */
  principalOf(owner: AddressOwner, user: string, host: string): Promise<SipPrincipal | undefined>;
  /** By digest username and realm (host part); undefined when unknown or disabled. Takes the same time either way. */
  device(username: string, realm: string): Promise<DeviceCredentials | undefined>;
  /**
   * What `device()` said of one that proved itself lately and that nothing changed since. It may confirm a right answer and
   * nothing else: whoever answers wrong must not learn, from the answer or its time, whether there is one.
   */
  provenDevice(username: string, realm: string): DeviceCredentials | undefined;
  /** A right answer was given to what `device()` said. */
  deviceProved(device: DeviceCredentials): void;
  /**
   * What challenges for that realm ask for, in their order, as the admin of its PBX decided. It is asked for the realm and
   * not for the name: an unknown name must get the same challenge, and an unknown realm the standard one.
   */
  digestAlgorithms(realm: string): readonly ('SHA-256' | 'MD5')[];
}
