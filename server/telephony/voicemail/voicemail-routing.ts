import type { Language } from '../../../protocol/dialplan/sounds.ts';
import type { CallRouting, Route, RouteRequest } from '../calls/call-routing.ts';
import type { Voicemail } from './voicemail.ts';

/** What one dials to hear one's messages. */
export const mailboxCode = '*97';

export interface VoicemailRoutingOptions {
  /** Asked for everything else. */
  readonly inner: CallRouting;
  readonly voicemail: Pick<Voicemail, 'listen'>;
  readonly languageOf: (tenantId: string, pbxId: string) => Promise<Language>;
}

/** Leads people to their own messages; no dial plan can take that code away. */
export class VoicemailRouting implements CallRouting {
  readonly #options: VoicemailRoutingOptions;

  constructor(options: VoicemailRoutingOptions) {
    this.#options = options;
  }

  async route(request: RouteRequest): Promise<Route> {
    const { inner, voicemail, languageOf } = this.#options;
    if (request.dialled !== mailboxCode) return inner.route(request);
    const { tenantId, userId } = request.caller;
    const language = await languageOf(tenantId, request.pbxId);
    return {
      kind: 'attended',
      callee: { userId: undefined, displayName: 'Voicemail', number: mailboxCode },
      attend: (call) => voicemail.listen(call, { userId, language }),
    };
  }
}
