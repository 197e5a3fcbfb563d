import { useEffect, useEffectEvent } from 'react';
import { ShortcutRegistry } from './shortcut-registry.ts';

const registry = new ShortcutRegistry();

function isTypingIn(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (registry.handle(event, isTypingIn(event.target))) event.preventDefault();
}

/** Starts to listen for shortcuts. Call once, from the shell; the returned function stops it. */
export function listenForShortcuts(): () => void {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

/** A shortcut that lives as long as the component. `keys` like `mod+k`; undefined turns it off. */
export function useShortcut(keys: string | undefined, run: () => void, whileTyping = false): void {
  const runLatest = useEffectEvent(run);
  useEffect(() => {
    if (keys === undefined) return undefined;
    return registry.register({ keys, run: () => runLatest(), whileTyping });
  }, [keys, whileTyping]);
}
