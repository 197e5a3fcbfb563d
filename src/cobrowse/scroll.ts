import { parentOf } from './find-element.ts';

/** Scrolls what is under the wheel: the nearest that can still go that way, the page at last. */
export function scrollAt(element: Element, deltaX: number, deltaY: number): void {
  for (let at: Element | undefined = element; at; at = parentOf(at)) {
    if (canScroll(at, deltaX, deltaY)) return at.scrollBy({ left: deltaX, top: deltaY, behavior: 'instant' });
  }
  scrollBy({ left: deltaX, top: deltaY, behavior: 'instant' });
}

function canScroll(element: Element, deltaX: number, deltaY: number): boolean {
  if (element === document.scrollingElement || element === document.body) return false;
  const { overflowX, overflowY } = getComputedStyle(element);
  const room = {
    x: deltaX < 0 ? element.scrollLeft : element.scrollWidth - element.clientWidth - element.scrollLeft,
    y: deltaY < 0 ? element.scrollTop : element.scrollHeight - element.clientHeight - element.scrollTop,
  };
  return (deltaX !== 0 && isScroller(overflowX) && room.x >= 1) || (deltaY !== 0 && isScroller(overflowY) && room.y >= 1);
}

function isScroller(overflow: string): boolean {
  return overflow === 'auto' || overflow === 'scroll';
}
