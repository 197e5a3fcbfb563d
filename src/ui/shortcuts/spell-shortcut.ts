const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

const APPLE_NAMES: Record<string, string> = { mod: '⌘', alt: '⌥', shift: '⇧' };
const OTHER_NAMES: Record<string, string> = { mod: 'Ctrl', alt: 'Alt', shift: 'Shift' };
const SHARED_NAMES: Record<string, string> = { enter: 'Enter', escape: 'Esc', space: 'Space', arrowup: '↑', arrowdown: '↓' };

/** The keys of a shortcut as people read them: `mod+k` is `['Ctrl', 'K']`, or `['⌘', 'K']` on Apple machines. */
export function shortcutKeys(shortcut: string, onApple = isApple): string[] {
  const names = onApple ? APPLE_NAMES : OTHER_NAMES;
  return shortcut.split('+').map((key) => names[key] ?? SHARED_NAMES[key] ?? key.toUpperCase());
}

/** The shortcut in one string, for tooltips: `Ctrl+K` or `⌘K`. */
export function spellShortcut(shortcut: string, onApple = isApple): string {
  return shortcutKeys(shortcut, onApple).join(onApple ? '' : '+');
}
