/**
 * What React Aria puts into a page as style elements, letter for letter: a test compares it with the library's own code. The first keeps a
 * double tap from zooming, the second, on iOS alone, keeps the page behind a dialog from scrolling.
 */
export const insertedStyles: readonly string[] = [
  `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`,
  `@layer {
  * {
    overscroll-behavior: contain;
  }
}`,
];
