import type { LiveView } from '../../state/live-view.ts';

/** Neither line nor pictures get through. The line alone says nothing of what is seen: pictures have a way of their own. */
export function isCutOff({ link, quality }: Pick<LiveView, 'link' | 'quality'>): boolean {
  return link === 'reconnecting' && (quality === undefined || quality.state === 'lost');
}
