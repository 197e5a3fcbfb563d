import type { Identity } from '../identity/index.ts';
import { VoicemailRouting, type CallRouting, type Voicemail } from '../telephony/index.ts';

/** The code for hearing messages by phone, in the language of the caller's PBX, before everything in `inner`. */
export function voicemailRouting(parts: {
  readonly inner: CallRouting;
  readonly voicemail: Voicemail;
  readonly identity: Pick<Identity, 'subscribers'>;
}): CallRouting {
  const { inner, voicemail, identity } = parts;
  return new VoicemailRouting({
    inner,
    voicemail,
    languageOf: async (tenantId, pbxId) => {
      const pbxs = (await identity.subscribers.numbering(tenantId))?.pbxs ?? [];
      return pbxs.find(({ id }) => id === pbxId)?.language ?? 'en';
    },
  });
}
