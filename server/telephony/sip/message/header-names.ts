/** Compact forms (RFC 3261 §7.3.3, §20; RFC 3515, 3841, 3891 has none, 3892, 4028, 4474, 6665). */
const compactForms: readonly (readonly [string, string])[] = [
  ['a', 'accept-contact'],
  ['b', 'referred-by'],
  ['c', 'content-type'],
  ['d', 'request-disposition'],
  ['e', 'content-encoding'],
  ['f', 'from'],
  ['i', 'call-id'],
  ['j', 'reject-contact'],
  ['k', 'supported'],
  ['l', 'content-length'],
  ['m', 'contact'],
  ['n', 'identity-info'],
  ['o', 'event'],
  ['r', 'refer-to'],
  ['s', 'subject'],
  ['t', 'to'],
  ['u', 'allow-events'],
  ['v', 'via'],
  ['x', 'session-expires'],
  ['y', 'identity'],
];

const commonNames = [
  'Via',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Contact',
  'Max-Forwards',
  'Content-Type',
  'Content-Length',
  'Route',
  'Record-Route',
  'Allow',
  'Supported',
  'Require',
  'User-Agent',
  'Server',
  'Expires',
  'Min-Expires',
  'Authorization',
  'WWW-Authenticate',
  'Session-Expires',
  'Min-SE',
  'Reason',
  'Replaces',
  'Refer-To',
  'Referred-By',
  'Event',
  'Accept',
  'Path',
  'Date',
  'Retry-After',
  'Unsupported',
  'Proxy-Authorization',
  'Proxy-Authenticate',
  'Subscription-State',
  'Content-Disposition',
  'Warning',
];

/** Spellings seen every day; anything else is lower-cased and looked up again. The table never grows. */
const keys = new Map<string, string>();
for (const name of commonNames) {
  const key = name.toLowerCase();
  keys.set(name, key).set(key, key);
}
for (const [compact, key] of compactForms) keys.set(compact, key).set(compact.toUpperCase(), key);

/** The name to compare by: lower case, compact forms spelled out. */
export function headerKey(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  return keys.get(lower) ?? lower;
}
