/** What a customer's browser can say of itself, in the order in which it is shown. */
const diagnosticKeys = [
  'browser',
  'languages',
  'platform',
  'screen',
  'processors',
  'memory',
  'graphics',
  'connection',
  'way',
  'media',
  'online',
  'timeZone',
  'storage',
  'cameras',
  'microphones',
  'speakers',
  'permissionCamera',
  'permissionMicrophone',
  'permissionNotifications',
  'page',
] as const;
export type DiagnosticKey = (typeof diagnosticKeys)[number];

/** Whether there is a word for it; a newer page of a customer may say more. */
export function isDiagnosticKey(key: string): key is DiagnosticKey {
  return diagnosticKeys.some((known) => known === key);
}
