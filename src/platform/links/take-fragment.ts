/**
 * Reads what stands behind the `#` and removes it from the address bar and the history entry, at once: it is the secret of a link.
 * @returns without the `#`; empty when there was none
 */
export function takeFragment(at: Pick<Location, 'hash' | 'pathname' | 'search'>, history: Pick<History, 'replaceState' | 'state'>): string {
  const fragment = at.hash.slice(1);
  if (fragment !== '') history.replaceState(history.state, '', at.pathname + at.search);
  return fragment;
}
