import { describe, expect, it } from 'vitest';
import { takeFragment } from './take-fragment.ts';

function page(path: string, hash: string) {
  const at = { pathname: path, search: '', hash };
  const history = {
    state: null,
    shown: `${path}${hash}`,
    replaceState: (_state: unknown, _unused: string, url?: string | URL | null) => {
      history.shown = String(url);
    },
  };
  return { at, history };
}

describe('[SU120] the secret of a link', () => {
  it('is read once and leaves the address at once', () => {
    const { at, history } = page('/j/AAAAAAAAAAAAAAAAAAAAAA', '#c2VjcmV0c2VjcmV0c2VjcmU');
    expect(takeFragment(at, history)).toBe('c2VjcmV0c2VjcmV0c2VjcmU');
    expect(history.shown).toBe('/j/AAAAAAAAAAAAAAAAAAAAAA');
  });

  it('changes nothing when there is none', () => {
    const { at, history } = page('/j', '');
    expect(takeFragment(at, history)).toBe('');
    expect(history.shown).toBe('/j');
  });
});
