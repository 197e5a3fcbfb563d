import { describe, expect, it } from 'vitest';
import { KeySender, maxWaitingKeys, type KeyOutcome } from './key-sender.ts';
import { RequestGate } from './request-gate.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

function setUp(outcomes: KeyOutcome[] = []) {
  const gate = new RequestGate();
  const sent: string[] = [];
  const keys = new KeySender({
    gate,
    send: (key, number) => {
      sent.push(`${key}${String(number)}`);
      return Promise.resolve(outcomes.shift() ?? 'taken');
    },
    onChanged: () => undefined,
  });
  return { gate, sent, keys };
}

describe('keys pressed in a call', () => {
  it('[SP21] wait for the gate, then go out in order', async () => {
    const { gate, sent, keys } = setUp();
    keys.press('12');
    keys.press('#');
    await settle();
    expect(sent).toEqual([]);
    expect(keys.waiting).toBe(3);
    gate.open();
    await settle();
    expect(sent).toEqual(['11', '22', '#3']);
    expect(keys.waiting).toBe(0);
  });

  it('[SP21] a key lost with its socket keeps its number and its place', async () => {
    const { gate, sent, keys } = setUp(['taken', 'lost']);
    gate.open();
    keys.press('789');
    await settle();
    expect(sent).toEqual(['71', '82']);
    gate.close();
    gate.open();
    await settle();
    expect(sent).toEqual(['71', '82', '82', '93']);
  });

  it('[SP21] a key that the server refuses does not stop the others', async () => {
    const { gate, sent, keys } = setUp(['refused']);
    gate.open();
    keys.press('12');
    await settle();
    expect(sent).toEqual(['11', '22']);
  });

  it('[SP21] takes keys only, and no more than fit', () => {
    const { keys } = setUp();
    expect(keys.press('1x2 a\r\n')).toBe(3);
    expect(keys.press('0'.repeat(maxWaitingKeys))).toBe(maxWaitingKeys - 3);
    expect(keys.press('1')).toBe(0);
  });
});
