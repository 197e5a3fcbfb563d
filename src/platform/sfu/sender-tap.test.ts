import { describe, expect, it } from 'vitest';
import { SenderTap } from './sender-tap.ts';

type Told = readonly (boolean | undefined)[] | 'no track';

/** A sender of two encodings that takes its time, and refuses a change while another is on its way, as browsers do. */
function senderThat({ canChange = true } = {}) {
  const told: Told[] = [];
  let isBusy = false;
  const sender = {
    getParameters: () => ({ encodings: [{ active: true }, { active: true }] }),
    setParameters: async ({ encodings }: { encodings: { active?: boolean }[] }) => {
      if (isBusy || !canChange) throw new Error('it cannot be changed now');
      isBusy = true;
      await Promise.resolve();
      isBusy = false;
      told.push(encodings.map(({ active }) => active));
    },
    replaceTrack: () => Promise.resolve(void told.push('no track')),
  };
  return { told, tap: new SenderTap(sender as unknown as RTCRtpSender) };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('[SE75] what a sender is paused by', () => {
  it('closes all encodings, and opens them, one change after the other; the last word counts', async () => {
    const { told, tap } = senderThat();
    tap.set(false);
    await settled();
    expect(told).toEqual([[false, false]]);
    for (const isOpen of [true, false, true]) tap.set(isOpen);
    await settled();
    expect(told.at(-1)).toEqual([true, true]);
  });

  it('where it cannot be closed has no track any more; where it cannot be opened nothing else is done', async () => {
    const { told, tap } = senderThat({ canChange: false });
    tap.set(false);
    await settled();
    tap.set(true);
    await settled();
    expect(told).toEqual(['no track']);
  });
});
