import type { Device, SealedDigest } from '../entities.ts';

export interface DeviceRow {
  readonly device: Device;
  readonly userName: string;
}

export interface DeviceStore {
  insert(device: Device, digest: SealedDigest): Promise<void>;
  list(): Promise<readonly DeviceRow[]>;
  byId(id: string): Promise<DeviceRow | undefined>;
  /** A device by its digest user name, with its secrets; disabled ones too. */
  bySipUsername(sipUsername: string): Promise<{ readonly device: Device; readonly digest: SealedDigest } | undefined>;
  setDisabled(id: string, isDisabled: boolean): Promise<boolean>;
  /** The phone registered at `at`. */
  touch(id: string, at: Date): Promise<void>;
  delete(id: string): Promise<boolean>;
}
