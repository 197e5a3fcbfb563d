import { MediaError } from '../../media-engine.ts';

/** Runs something of mediasoup and says in our words why it failed: it throws TypeError for what does not fit its schemas. */
export async function inOurWords<Result>(thing: { readonly closed: boolean }, work: () => Promise<Result>): Promise<Result> {
  if (thing.closed) throw new MediaError('closed', 'it is closed already');
  try {
    return await work();
  } catch (error) {
    throw toMediaError(error);
  }
}

function toMediaError(error: unknown): MediaError {
  if (error instanceof MediaError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'TypeError') return new MediaError('malformed', 'the media parameters are not well formed', { cause: error });
  if (name === 'UnsupportedError') return new MediaError('not-acceptable', 'this media is not carried here', { cause: error });
  if (name === 'InvalidStateError') return new MediaError('closed', 'the worker, room or transport is closed', { cause: error });
  return new MediaError('not-acceptable', 'the media worker refused this', { cause: error });
}
