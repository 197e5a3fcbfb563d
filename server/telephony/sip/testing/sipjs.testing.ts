import { type SessionDescriptionHandler, UserAgent } from 'sip.js';
import { acme, tokenFor } from './credentials.testing.ts';

/** Descriptions without media: SIP.js is here for its signalling. */
class PlainDescriptions implements SessionDescriptionHandler {
  readonly remote: string[] = [];

  getDescription(): Promise<{ body: string; contentType: string }> {
    return Promise.resolve({ body: 'v=0\r\n', contentType: 'application/sdp' });
  }

  setDescription(sdp: string): Promise<void> {
    this.remote.push(sdp);
    return Promise.resolve();
  }

  hasDescription(contentType: string): boolean {
    return contentType === 'application/sdp';
  }

  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    this.remote.length = 0;
  }
}

/** The token goes with each request, as a page that uses SIP.js would send it. */
export function tokenHeader(user: string): string {
  return `Authorization: Bearer ${tokenFor(user)}`;
}

/** A SIP.js user agent; start, register and stop it with its own API. */
export function createSipjs(url: string, user: string): UserAgent {
  const uri = UserAgent.makeURI(`sip:${user}@${acme}`);
  if (!uri) throw new Error('not a SIP URI');
  return new UserAgent({
    uri,
    transportOptions: { server: url },
    sessionDescriptionHandlerFactory: () => new PlainDescriptions(),
    logBuiltinEnabled: false,
  });
}
