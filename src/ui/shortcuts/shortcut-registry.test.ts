import { describe, expect, it } from 'vitest';
import { pressedKeys, ShortcutRegistry, type KeyPress } from './shortcut-registry.ts';
import { spellShortcut } from './spell-shortcut.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held };
}

describe('what was pressed', () => {
  it('Ctrl and ⌘ are both “mod”; Shift counts only with letters and named keys', () => {
    expect(pressedKeys(press('k', { ctrlKey: true }))).toBe('mod+k');
    expect(pressedKeys(press('K', { metaKey: true, shiftKey: true }))).toBe('mod+shift+k');
    expect(pressedKeys(press('?', { shiftKey: true }))).toBe('?');
    expect(pressedKeys(press(' '))).toBe('space');
    expect(pressedKeys(press('Escape'))).toBe('escape');
  });

  it('is spelled for the machine', () => {
    expect(spellShortcut('mod+k', false)).toBe('Ctrl+K');
    expect(spellShortcut('mod+shift+m', true)).toBe('⌘⇧M');
  });
});

describe('shortcuts', () => {
  it('[UI52] the one registered last wins, and the earlier one comes back after it', () => {
    const registry = new ShortcutRegistry();
    const ran: string[] = [];
    registry.register({ keys: 'n', run: () => ran.push('page') });
    const close = registry.register({ keys: 'n', run: () => ran.push('dialog') });
    registry.handle(press('n'), false);
    close();
    registry.handle(press('n'), false);
    expect(ran).toEqual(['dialog', 'page']);
  });

  it('[UI52] a letter typed in a field is text, unless the shortcut says otherwise', () => {
    const registry = new ShortcutRegistry();
    const ran: string[] = [];
    registry.register({ keys: 'n', run: () => ran.push('new') });
    registry.register({ keys: 'mod+k', run: () => ran.push('palette'), whileTyping: true });
    expect(registry.handle(press('n'), true)).toBe(false);
    expect(registry.handle(press('k', { ctrlKey: true }), true)).toBe(true);
    expect(ran).toEqual(['palette']);
  });
});
