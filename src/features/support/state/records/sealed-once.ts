import { toBase64Url, type ArtefactRecipient, type Bytes } from '../../../../../seal/index.ts';

export interface Content {
  readonly type: string;
  readonly bytes: Bytes;
}

export interface SealedTo {
  readonly tenantId: string;
  readonly recipient: ArtefactRecipient;
}

type Seal = (content: Content, to: SealedTo) => Promise<Bytes>;

/** Seals what was sealed last not again, as long as it is the same and for the same: what lies here and what is sent is one. */
export function sealedOnce(seal: Seal): Seal {
  let last: { readonly mark: string; readonly sealed: Promise<Bytes> } | undefined;
  return (content, to) => {
    const mark = markOf(content, to);
    if (last?.mark === mark) return last.sealed;
    const sealed = seal(content, to);
    last = { mark, sealed };
    sealed.catch(() => (last = undefined));
    return sealed;
  };
}

function markOf({ type, bytes }: Content, { tenantId, recipient: { rootPublicKey, recordingKey } }: SealedTo): string {
  return JSON.stringify([type, toBase64Url(bytes), tenantId, toBase64Url(rootPublicKey), recordingKey]);
}
