/** Joins class names, leaving out what is empty. `joinClasses('a', isOn && 'b')` is `'a b'` or `'a'`. */
export function joinClasses(...parts: ReadonlyArray<string | false | null | undefined>): string {
  return parts.filter((part) => part !== false && part !== null && part !== undefined && part !== '').join(' ');
}
