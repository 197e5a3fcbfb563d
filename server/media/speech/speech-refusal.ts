import { ServiceError } from '../../platform/service-error.ts';
import { SpeechError } from './speech-synthesis.ts';

/** The answer to who asked for a text that could not be read aloud: `speech-missing`, `speech-failed`, or `invalid-fields` with `voice`. */
export function speechRefusal(error: unknown): unknown {
  if (error instanceof ServiceError && error.code === 'audio-silent') return new ServiceError('speech-failed', { cause: error });
  if (!(error instanceof SpeechError)) return error;
  if (error.code === 'unknown-voice') return new ServiceError('invalid-fields', { fields: { voice: 'unknown' }, cause: error });
  return new ServiceError(error.code === 'missing' ? 'speech-missing' : 'speech-failed', { cause: error });
}
