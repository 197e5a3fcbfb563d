import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './languages.ts';

describe('[UI42] the language to start with', () => {
  it('is the person’s setting, then the browser’s last one, then the browser’s first known one, then English', () => {
    expect(chooseLanguage('de', 'en', ['en'])).toBe('de');
    expect(chooseLanguage(undefined, 'de', ['en'])).toBe('de');
    expect(chooseLanguage(undefined, undefined, ['fr-FR', 'de-AT', 'en'])).toBe('de');
    expect(chooseLanguage(undefined, undefined, ['fr', 'ja'])).toBe('en');
  });

  it('passes over what is no language of ours', () => {
    expect(chooseLanguage('fr', 'x', ['DE'])).toBe('de');
    expect(chooseLanguage(null, 7, [])).toBe('en');
  });
});
