/** `/theme.js` chose before the first paint; a change of the system's theme is followed while the person has chosen none. */
export function followTheme(system: MediaQueryList): void {
  system.addEventListener('change', ({ matches }) => {
    if (!hasOwnChoice()) document.documentElement.dataset['theme'] = matches ? 'dark' : 'light';
  });
}

function hasOwnChoice(): boolean {
  try {
    const choice = localStorage.getItem('deskline.theme');
    return choice === 'dark' || choice === 'light';
  } catch (cause) {
    if (cause instanceof DOMException) return false;
    throw cause;
  }
}
