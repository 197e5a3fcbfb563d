/** A key combination that works anywhere on the page. */
export interface Shortcut {
  /** `mod` is Ctrl, or ⌘ on Apple: `mod+k`, `shift+m`, `escape`, `m`. */
  keys: string;
  run: () => void;
  /** Also while the person types in a field. Only for combinations that no text needs. */
  whileTyping?: boolean;
}

/** What the registry needs to know of a keyboard event. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** `Ctrl+K` is `mod+k`. Shift counts only with letters and named keys: `?` already needs it on most layouts. */
export function pressedKeys(press: KeyPress): string {
  const key = press.key === ' ' ? 'space' : press.key.toLowerCase();
  const hasShift = press.shiftKey && (key.length > 1 || /[a-z]/.test(key));
  const parts = [press.ctrlKey || press.metaKey ? 'mod' : '', press.altKey ? 'alt' : '', hasShift ? 'shift' : '', key];
  return parts.filter((part) => part !== '').join('+');
}

/** The shortcuts of what is on screen. The one registered last wins, so a dialog's beats its page's. */
export class ShortcutRegistry {
  #shortcuts: Shortcut[] = [];

  /** Adds a shortcut; the returned function takes it away again. */
  register(shortcut: Shortcut): () => void {
    this.#shortcuts = [shortcut, ...this.#shortcuts];
    return () => {
      this.#shortcuts = this.#shortcuts.filter((each) => each !== shortcut);
    };
  }

  /** Runs the shortcut for a key press and says whether there was one. */
  handle(press: KeyPress, isTyping: boolean): boolean {
    const keys = pressedKeys(press);
    const found = this.#shortcuts.find((each) => each.keys === keys && (!isTyping || each.whileTyping === true));
    found?.run();
    return found !== undefined;
  }
}
