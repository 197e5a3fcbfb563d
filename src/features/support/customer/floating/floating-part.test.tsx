import { describe, expect, it } from 'vitest';
import type { MaskedTrack } from '../../../../platform/masking/masked-track.ts';
import { BlackedOut } from '../preview/mask-tool.tsx';
import { alice, kim, shown } from '../testing/shown.testing.tsx';
import { FloatingPart } from './floating-part.tsx';

const picture = (producerId: string, label: string) => ({
  producerId,
  label,
  seatId: 'k',
  source: 'screen' as const,
  width: 16,
  height: 9,
  isPaused: false,
  isMine: true,
  track: {} as MediaStreamTrack,
});
const line = (id: string, seatId: string, name: string) => ({ id, seatId, name, text: `Line ${id}`, at: 0 });

describe('[SU550] in the window that stays on top', () => {
  it('is what is shared, and no picture without it', () => {
    expect(shown(<FloatingPart />, {})).not.toContain('<video');
    expect(shown(<FloatingPart />, { streams: [picture('p', 'monitor')] })).toMatch(/<video aria-label="Preview of your screen"/u);
  });

  it('[SU551] is one of several pictures: the last, and the one that is pointed at', () => {
    const streams = [picture('p', 'window'), picture('q', 'monitor')];
    const labels = (html: string) => [...html.matchAll(/<video aria-label="([^"]+)"/gu)].map(([, label]) => label);
    expect(labels(shown(<FloatingPart />, { streams }))).toEqual(['Preview of your screen']);
    const lasers = [{ seatId: 'a', producerId: 'p', x: 0.5, y: 0.5 }];
    expect(labels(shown(<FloatingPart />, { streams, lasers }))).toEqual(['Preview of your window']);
  });
});

describe('[SU552] of the chat', () => {
  it('the last two lines are there with who wrote them, and a field', () => {
    const chat = [line('1', 'a', 'Alice'), line('2', 'k', 'Kim'), line('3', 'a', 'Alice')];
    const html = shown(<FloatingPart />, { chat, people: [alice, kim], mySeatId: 'k' });
    const text = html.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ');
    expect(text).not.toContain('Line 1');
    expect(text).toMatch(/You: Line 2 Alice: Line 3/u);
    expect(html).toContain('<textarea');
  });
});

describe('[SU553] a picture that is all black since its size changed', () => {
  it.each([true, false])('is told, with the button that ends it: %s', (isBlackedOut) => {
    const view = { areas: [], isBlackedOut };
    const mask = { subscribe: () => () => undefined, getView: () => view } as unknown as MaskedTrack;
    expect(shown(<BlackedOut mask={mask} />, {}).includes('The areas are right')).toBe(isBlackedOut);
  });
});
