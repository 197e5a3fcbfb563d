/** What a button with a key says of it: the tooltip, and `aria-keyshortcuts`. Registering it is the caller's business. */
export function spokenShortcut(keys: string | undefined): { readonly shortcut?: string; readonly 'aria-keyshortcuts'?: string } {
  if (keys === undefined) return {};
  return { shortcut: keys, 'aria-keyshortcuts': keys === 'mod+z' ? 'Control+Z Meta+Z' : keys };
}
