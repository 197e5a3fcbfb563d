import { compatibilityOf, type Hello } from '../../../protocol/wire/envelope.ts';

/** How this page and the server fit together. */
export type Fit = 'same' | 'page-behind' | 'page-too-old' | 'server-too-old';

type Versions = Pick<Hello, 'protocolVersion' | 'oldestSupportedVersion'>;

/** Compares the two versions. `page-behind` still works; the two `too-old` do not. */
export function fitOf(page: Versions, server: Versions): Fit {
  const compatibility = compatibilityOf(server, page);
  if (compatibility === 'client-too-old') return 'page-too-old';
  if (compatibility === 'server-too-old') return 'server-too-old';
  return server.protocolVersion > page.protocolVersion ? 'page-behind' : 'same';
}
