/** Where the keyboard moves the highlight in a list of suggestions: -1 is the text field itself. */
export function moveHighlight(index: number, key: string, count: number): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowDown':
      return index + 1 >= count ? -1 : index + 1;
    case 'ArrowUp':
      return index === -1 ? count - 1 : index - 1;
    case 'PageDown':
      return Math.min(count - 1, index + 8);
    case 'PageUp':
      return Math.max(0, index - 8);
    default:
      return undefined;
  }
}
