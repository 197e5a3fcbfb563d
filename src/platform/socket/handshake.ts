import type { Hello } from '../../../protocol/wire/envelope.ts';

/** How this page and the server fit together. */
export type Fit = 'same' | 'page-behind' | 'page-too-old' | 'server-too-old';

/** Compares the two versions. `page-behind` still works; the two `too-old` do not. */
export function fitOf(page: { protocolVersion: number; oldestSupportedVersion: number }, server: Hello): Fit {
  if (page.protocolVersion < server.oldestSupportedVersion) return 'page-too-old';
  if (server.protocolVersion < page.oldestSupportedVersion) return 'server-too-old';
  return server.protocolVersion > page.protocolVersion ? 'page-behind' : 'same';
}
