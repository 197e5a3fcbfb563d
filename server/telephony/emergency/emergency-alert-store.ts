/** Somebody dialled an emergency number: what was true then. */
export interface EmergencyCall {
  readonly id: string;
  readonly atMs: number;
  readonly pbxId: string;
  readonly userId: string;
  readonly callerName: string;
  /** Extension, or login name where there is none. */
  readonly callerNumber: string;
  /** The emergency number. */
  readonly number: string;
  readonly siteId: string | undefined;
  readonly siteName: string;
  /** In one line. */
  readonly siteAddress: string;
  /** The person said that they are there, or the network is the site's. */
  readonly isPlaceSure: boolean;
}

/** Who takes care of it. */
export interface Acknowledgement {
  readonly userId: string;
  readonly name: string;
  readonly atMs: number;
  /** Network address, for the audit log. */
  readonly address: string;
}

/** Alerts are kept; acknowledging takes them from the admins' screens. Both are in the audit log in the same transaction. */
export interface EmergencyAlertStore {
  /** Adding the same again changes nothing: it is tried again when an answer was lost. */
  add(tenantId: string, call: EmergencyCall): Promise<void>;
  /** Those that nobody acknowledged, newest first, at most 50. */
  open(tenantId: string): Promise<readonly EmergencyCall[]>;
  /** @returns false when there is no such alert; one that was acknowledged keeps who did it first. */
  acknowledge(tenantId: string, id: string, by: Acknowledgement): Promise<boolean>;
}

export const maxOpenAlerts = 50;
