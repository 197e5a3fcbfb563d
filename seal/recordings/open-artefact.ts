import type { Bytes } from '../bytes.ts';
import type { KeyRing } from '../tenant-keys/key-ring.ts';
import type { ArtefactPlace } from './artefact-layout.ts';
import { ArtefactOpener } from './artefact-opener.ts';

export interface OpenedArtefact {
  readonly contentType: string;
  readonly content: Bytes;
  /** False when it ends without its last piece: the page was closed meanwhile, or somebody cut the end off. */
  readonly isWhole: boolean;
}

/**
 * Opens what an expert kept of a session, with what an approved browser's ring holds.
 * @throws {SealError} `malformed`: no artefact; `no-key`; `forged` when a byte was changed, moved or left out, or it is of something else
 */
export async function openArtefact(ring: KeyRing, place: ArtefactPlace, stored: Bytes): Promise<OpenedArtefact> {
  const opener = await ArtefactOpener.begin(ring, place, stored);
  const content = await opener.open();
  return { contentType: opener.contentType, content, isWhole: opener.isWhole };
}
