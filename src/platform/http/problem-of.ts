import type { TFunction } from 'i18next';
import { ApiFailure } from './api-failure.ts';

/** A failure in sentences. The shape is that of `Problem` in src/ui. */
export interface ProblemWords {
  title: string;
  advice: string;
  details: string;
}

/** Says what a failure means. `t` is the `errors` words; anything that is not an ApiFailure is a fault of the page. */
export function problemOf(failure: unknown, t: TFunction<'errors'>): ProblemWords {
  if (!(failure instanceof ApiFailure)) {
    const what = failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure);
    return { title: t('unknown.title'), advice: t('unknown.advice'), details: stamped(what) };
  }
  const { code, retryAfterSeconds } = failure;
  const advice =
    code === 'too-many-attempts' && retryAfterSeconds !== undefined
      ? t('tooManyAttemptsFor', { count: retryAfterSeconds })
      : t(`${code}.advice`);
  return { title: t(`${code}.title`), advice, details: stamped(detailsOf(failure)) };
}

function detailsOf(failure: ApiFailure): string {
  const id = failure.requestId === undefined ? '' : `, request ${failure.requestId}`;
  const fields = Object.entries(failure.fields).map(([field, reason]) => `${field}: ${reason}`);
  return `${failure.request}: ${failure.code}${id}${fields.length === 0 ? '' : ` (${fields.join(', ')})`}`;
}

function stamped(text: string): string {
  return `${new Date().toISOString()} ${text}`;
}
