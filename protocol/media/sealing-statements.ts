/** What the tenant's root signs and what sealed values are bound to, as UTF-8 text (docs/spec/sealed-recordings.md). The shapes around them are in sealing.ts. */
const statement = (...parts: readonly (string | number | boolean)[]): string => JSON.stringify(parts);

/** The root says that this is a recording key of its tenant. */
export function recordingKeyStatement({ tenantId, version, publicKey }: { tenantId: string; version: number; publicKey: string }): string {
  return statement('deskline recording key', 1, tenantId, version, publicKey);
}

/** The root says that this key belongs to a browser that may open. */
export function browserStatement(browser: { tenantId: string; id: string; publicKey: string; isManager: boolean }): string {
  return statement('deskline browser', 1, browser.tenantId, browser.id, browser.publicKey, browser.isManager);
}

/** The root says that it closed this ring for this browser. */
export function ringStatement({ tenantId, id, ring }: { tenantId: string; id: string; ring: string }): string {
  return statement('deskline key ring', 1, tenantId, id, ring);
}

/** HPKE's info of a ring. */
export function ringInfo({ tenantId, id }: { tenantId: string; id: string }): string {
  return statement('deskline key ring', 1, tenantId, id);
}

/** HPKE's info of an object's key. */
export function objectKeyInfo({ tenantId, keyVersion }: { tenantId: string; keyVersion: number }): string {
  return statement('deskline object key', 1, tenantId, keyVersion);
}

/** HPKE's info of notes. */
export function notesInfo({ tenantId, keyVersion }: { tenantId: string; keyVersion: number }): string {
  return statement('deskline recording notes', 1, tenantId, keyVersion);
}

/** HPKE's associated data of notes. */
export function notesBinding(recordingId: string): string {
  return statement(recordingId);
}

/** HPKE's associated data of an object's key. */
export function objectKeyBinding({ objectId, contentType }: { objectId: string; contentType: string }): string {
  return statement(objectId, contentType);
}
