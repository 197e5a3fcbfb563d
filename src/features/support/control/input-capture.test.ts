import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ControlInput } from '../../../../seal/index.ts';
import { InputCapture, type ShownPicture } from './input-capture.ts';

const picture: ShownPicture = { producerId: 'p1', left: 100, top: 50, width: 400, height: 200 };
const noKeys = { altKey: false, ctrlKey: false, metaKey: false, shiftKey: false };
const key = (name: string, more: object = {}) => ({ code: name, key: name, repeat: false, isComposing: false, ...noKeys, ...more });
const press = (clientX: number, clientY: number, button = 0) => ({ clientX, clientY, button, ...noKeys });

function stage(shown: ShownPicture | undefined = picture) {
  const sent: ControlInput[] = [];
  const giveBack = vi.fn<() => void>();
  let nowMs = 0;
  const capture = new InputCapture({ picture: () => shown, send: (input) => sent.push(input), giveBack, now: () => nowMs });
  const pass = (ms: number) => {
    nowMs += ms;
    vi.advanceTimersByTime(ms);
  };
  return { capture, sent, giveBack, pass };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('what an expert does over the stage', () => {
  it('[SU230] places are parts of the picture; beside it nothing is sent', () => {
    const { capture, sent } = stage();
    expect(capture.down(press(300, 100))).toBe(true);
    expect(sent).toEqual([{ kind: 'pointer-down', producerId: 'p1', x: 0.5, y: 0.25, button: 'left', modifiers: [] }]);
    expect(capture.down(press(99, 100))).toBe(false);
    expect(capture.wheel({ clientX: 0, clientY: 0, deltaX: 0, deltaY: 5, deltaMode: 0 })).toBe(false);
    expect(sent).toHaveLength(1);
  });

  it('[SU230] sends nothing without a picture', () => {
    const { capture, sent } = stage({ ...picture, width: 0 });
    capture.move(press(300, 100));
    capture.down(press(300, 100));
    expect(sent).toEqual([]);
  });

  it('[SU231] at most 30 moves a second leave, the last of them always', () => {
    const { capture, sent, pass } = stage();
    for (let step = 0; step < 200; step += 1) {
      capture.move(press(100 + step, 100));
      pass(5);
    }
    pass(100);
    expect(sent.length).toBeLessThanOrEqual(31);
    expect(sent.length).toBeGreaterThan(20);
    expect(sent.at(-1)).toMatchObject({ kind: 'pointer-move', x: 199 / 400 });
  });

  it('[SU231] a press comes after the move that led to it', () => {
    const { capture, sent } = stage();
    capture.move(press(110, 60));
    capture.move(press(120, 60));
    capture.down(press(120, 60));
    expect(sent.map(({ kind }) => kind)).toEqual(['pointer-move', 'pointer-move', 'pointer-down']);
  });

  it('[SU232] letting go outside counts as at the edge, and without a press it is nothing', () => {
    const { capture, sent } = stage();
    expect(capture.up(press(300, 100))).toBe(false);
    capture.down(press(300, 100));
    expect(capture.up(press(9_000, 100))).toBe(true);
    expect(sent.at(-1)).toMatchObject({ kind: 'pointer-up', x: 1, y: 0.25 });
  });

  it('[SU232] losing the keyboard lets go of everything, once', () => {
    const { capture, sent } = stage();
    capture.down(press(300, 100));
    capture.keyDown(key('ArrowDown'));
    capture.release();
    capture.release();
    expect(sent.map(({ kind }) => kind)).toEqual(['pointer-down', 'key-down', 'pointer-up', 'key-up']);
  });

  it('[SU233] characters go as text, also those of AltGr; keys and shortcuts go as keys', () => {
    const { capture, sent } = stage();
    capture.keyDown(key('a'));
    capture.keyDown(key('€', { ctrlKey: true, altKey: true }));
    capture.keyDown(key('Enter'));
    capture.keyDown(key('a', { code: 'KeyA', ctrlKey: true }));
    expect(sent).toEqual([
      { kind: 'text', text: 'a' },
      { kind: 'text', text: '€' },
      { kind: 'key-down', code: 'Enter', key: 'Enter', modifiers: [] },
      { kind: 'key-down', code: 'KeyA', key: 'a', modifiers: ['control'] },
    ]);
  });

  it('[SU233] what is being composed is not sent before it is done', () => {
    const { capture, sent } = stage();
    expect(capture.keyDown(key('k', { isComposing: true }))).toBe(false);
    capture.text('漢字');
    expect(sent).toEqual([{ kind: 'text', text: '漢字' }]);
  });

  it('[SU234] Escape twice within 0.8 s gives control back; held, late, or with a key between it does not', () => {
    const { capture, giveBack, pass } = stage();
    capture.keyDown(key('Escape'));
    capture.keyDown(key('Escape', { repeat: true }));
    pass(900);
    capture.keyDown(key('Escape'));
    capture.keyDown(key('x'));
    capture.keyDown(key('Escape'));
    expect(giveBack).not.toHaveBeenCalled();
    pass(300);
    capture.keyDown(key('Escape'));
    expect(giveBack).toHaveBeenCalledOnce();
  });
});
