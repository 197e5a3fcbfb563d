import { describe, expect, it } from 'vitest';
import { listenForPanic } from './panic-key.ts';

function keyboard() {
  const target = new EventTarget();
  const press = (key: string, atMs: number, repeat = false): void => {
    const event = new Event('keydown');
    Object.defineProperties(event, { key: { value: key }, repeat: { value: repeat }, timeStamp: { value: atMs } });
    target.dispatchEvent(event);
  };
  return { target: target as unknown as Window, press };
}

function listening() {
  const { target, press } = keyboard();
  const controller = new AbortController();
  let panics = 0;
  listenForPanic(target, () => (panics += 1), controller.signal);
  return { press, controller, panics: () => panics };
}

describe('[SU126] Esc Esc', () => {
  it('stops everything, each time', () => {
    const { press, panics } = listening();
    press('Escape', 1_000);
    expect(panics()).toBe(0);
    press('Escape', 1_500);
    expect(panics()).toBe(1);
    press('Escape', 1_700);
    expect(panics(), 'a third press is a first one').toBe(1);
    press('Escape', 2_000);
    expect(panics()).toBe(2);
  });

  it('does not happen by a held key, slowly, or with another key between', () => {
    const { press, panics } = listening();
    press('Escape', 1_000);
    press('Escape', 1_100, true);
    press('Escape', 2_500);
    press('a', 2_600);
    press('Escape', 2_700);
    expect(panics()).toBe(0);
  });

  it('ends with the page', () => {
    const { press, panics, controller } = listening();
    controller.abort();
    press('Escape', 1_000);
    press('Escape', 1_100);
    expect(panics()).toBe(0);
  });
});
