/** Whether Esc is at hand, as far as a page can tell: where a finger is the first pointer there is no keyboard. */
export function hasKeyboard(): boolean {
  return typeof matchMedia !== 'function' || !matchMedia('(pointer: coarse)').matches;
}
