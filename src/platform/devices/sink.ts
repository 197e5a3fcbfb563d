/**
 * Sends an element's sound to a loudspeaker. Browsers without `setSinkId` (Safari) use the system's; a loudspeaker that is gone
 * (NotFoundError) leaves the element on the system's.
 */
export async function chooseSink(element: HTMLMediaElement, speakerId: string | undefined): Promise<void> {
  if (typeof element.setSinkId !== 'function') return;
  try {
    await element.setSinkId(speakerId ?? '');
  } catch (error) {
    if (!(error instanceof DOMException) || !['NotFoundError', 'NotAllowedError', 'AbortError'].includes(error.name)) throw error;
    if (speakerId !== undefined && speakerId !== '') await chooseSink(element, undefined);
  }
}
