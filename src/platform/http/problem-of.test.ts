import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../protocol/wire/errors.ts';
import { ApiFailure, type FailureCode } from './api-failure.ts';
import { problemOf } from './problem-of.ts';
import { words as de } from './words.de.ts';
import { words as en } from './words.en.ts';

async function translator(language: 'en' | 'de') {
  const i18n = createInstance();
  await i18n.init({ lng: language, resources: { en: { errors: en }, de: { errors: de } }, interpolation: { escapeValue: false } });
  return i18n.getFixedT(language, 'errors');
}

function throttled(seconds: number): ApiFailure {
  return new ApiFailure('too-many-attempts', 'POST /x', { retryAfterSeconds: seconds });
}

const ours: readonly FailureCode[] = ['offline', 'no-answer', 'unexpected-answer'];

describe.each(['en', 'de'] as const)('sentences in %s', (language) => {
  it('[UI24] every code of the error table and every failure of ours has a title and an advice', async () => {
    const t = await translator(language);
    const problems = [...errorCodes, ...ours].map((code) => ({ code, ...problemOf(new ApiFailure(code, 'GET /x'), t) }));
    const wordless = problems.filter(({ code, title, advice }) => title === `${code}.title` || advice === `${code}.advice`);
    expect(wordless).toEqual([]);
    expect(problems.filter(({ title, advice }) => title.length < 6 || advice.length < 6)).toEqual([]);
  });

  it('says how long to wait', async () => {
    const t = await translator(language);
    expect(problemOf(throttled(12), t).advice).toMatch(/12/);
    expect(problemOf(throttled(1), t).advice).toMatch(language === 'en' ? /1 second,/ : /1 Sekunde /);
  });
});

describe('details for whoever repairs it', () => {
  it('name request, code, request id and fields, and never a query', async () => {
    const failure = new ApiFailure('taken', 'POST /api/admin/users', { requestId: 'r-9', fields: { email: 'taken' } });
    expect(problemOf(failure, await translator('en')).details).toMatch(/POST \/api\/admin\/users: taken, request r-9 \(email: taken\)$/);
  });

  it('a fault of the page keeps its name', async () => {
    expect(problemOf(new RangeError('too far'), await translator('en')).details).toMatch(/RangeError: too far$/);
  });
});
