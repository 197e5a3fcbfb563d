import { describe, expect, it } from 'vitest';
import { rehearseInviting, rehearseJoining } from './rehearsal.ts';

describe('a rehearsal of the handshake', () => {
  it('[SE114] agrees on keys from the first share to the Welcome, of secrets of its own each time', async () => {
    const [one, other] = [await rehearseJoining(goOn()), await rehearseJoining(goOn())];
    expect(one?.welcome.length).toBeGreaterThan(0);
    expect(one?.psk.secret).not.toEqual(other?.psk.secret);
    await expect(rehearseInviting(goOn())).resolves.toBeUndefined();
  });

  it('[SE114] ends at the next step when there is no time for it', async () => {
    for (const steps of [0, 1, 2, 3, 4]) {
      const mayGoOn = goOn(steps);
      expect(await rehearseJoining(mayGoOn)).toBeUndefined();
      expect(mayGoOn.asked).toBe(steps + 1);
    }
  });
});

function goOn(steps = Number.POSITIVE_INFINITY) {
  const mayGoOn = Object.assign(
    () => {
      mayGoOn.asked += 1;
      return Promise.resolve(mayGoOn.asked <= steps);
    },
    { asked: 0 },
  );
  return mayGoOn;
}
