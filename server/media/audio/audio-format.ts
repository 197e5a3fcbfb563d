/** What an upload may be: the container's name as ffmpeg calls its reader. */
export type AudioFormat = 'wav' | 'mp3' | 'ogg' | 'mov' | 'matroska' | 'flac' | 'aac';

/**
 * Recognises a file by its first bytes, whatever its name says. Undefined when it is no audio that we take: playlists and
 * other texts that name further files are none, so that no reader ever opens them.
 */
export function audioFormatOf(bytes: Uint8Array): AudioFormat | undefined {
  const text = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WAVE') return 'wav';
  if (text.startsWith('OggS')) return 'ogg';
  if (text.startsWith('fLaC')) return 'flac';
  if (text.slice(4, 8) === 'ftyp') return 'mov';
  // EBML: WebM and Matroska, what Chromium and Firefox record into.
  if (text.startsWith('\u001aE\u00df\u00a3')) return 'matroska';
  if (text.startsWith('ID3')) return 'mp3';
  return frameFormatOf(bytes[0] ?? 0, bytes[1] ?? 0);
}

/** Streams without a container begin with a frame: 11 or 12 set bits, then version and layer (ISO 11172-3, ISO 13818-7). */
function frameFormatOf(first: number, second: number): AudioFormat | undefined {
  if (first !== 0xff) return undefined;
  if ((second & 0xf6) === 0xf0) return 'aac';
  const hasSync = (second & 0xe0) === 0xe0;
  const isReservedVersion = (second & 0x18) === 0x08;
  const isReservedLayer = (second & 0x06) === 0;
  return hasSync && !isReservedVersion && !isReservedLayer ? 'mp3' : undefined;
}
