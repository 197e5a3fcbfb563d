import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Mix, Mixer, MixSeat } from './mixer.ts';

/** A mixer whose members can be heard by name. */
export interface MixerRig {
  readonly mixer: Mixer;
  /** The member says something of their own from now on, until they leave. */
  talk(seat: MixSeat, name: string): void;
  /** Resolves when this member hears exactly these, and rejects when that does not come true. */
  hears(seat: MixSeat, names: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What every mixer does, the one with sound and the one without. */
export function mixerSuite(name: string, open: () => Promise<MixerRig>, timeout = 5_000): void {
  describe(`a mixer: ${name}`, { timeout }, () => {
    let rig: MixerRig;
    let mix: Mix;
    beforeEach(async () => {
      rig = await open();
      mix = rig.mixer.open();
    });
    afterEach(() => rig.close());

    function join(who: string, into = mix): MixSeat {
      const seat = into.join(who);
      rig.talk(seat, who);
      return seat;
    }

    it('[MIX01] each hears the others and not themselves', async () => {
      const [alice, bob, carol] = [join('alice'), join('bob'), join('carol')];
      await expect(rig.hears(alice, ['bob', 'carol'])).resolves.toBeUndefined();
      await expect(rig.hears(bob, ['alice', 'carol'])).resolves.toBeUndefined();
      await expect(rig.hears(carol, ['alice', 'bob'])).resolves.toBeUndefined();
    });

    it('[MIX02] who leaves is not heard any more and hears nothing, also when they leave twice', async () => {
      const [alice, bob, carol] = [join('alice'), join('bob'), join('carol')];
      carol.leave();
      carol.leave();
      await expect(rig.hears(alice, ['bob'])).resolves.toBeUndefined();
      await expect(rig.hears(bob, ['alice'])).resolves.toBeUndefined();
      await expect(rig.hears(carol, [])).resolves.toBeUndefined();
    });

    it('[MIX10] who is muted hears, and is not heard until they are not', async () => {
      const [alice, bob, carol] = [join('alice'), join('bob'), join('carol')];
      bob.setMuted(true);
      await expect(rig.hears(alice, ['carol'])).resolves.toBeUndefined();
      await expect(rig.hears(bob, ['alice', 'carol'])).resolves.toBeUndefined();
      bob.setMuted(false);
      await expect(rig.hears(carol, ['alice', 'bob'])).resolves.toBeUndefined();
    });

    it('[MIX11] mixes do not hear each other', async () => {
      const other = rig.mixer.open();
      const [alice, bob] = [join('alice'), join('bob')];
      const carol = join('carol', other);
      await expect(rig.hears(alice, ['bob'])).resolves.toBeUndefined();
      await expect(rig.hears(bob, ['alice'])).resolves.toBeUndefined();
      await expect(rig.hears(carol, [])).resolves.toBeUndefined();
      expect(rig.mixer.size).toBe(2);
    });

    it('[MIX12] a closed mix is silence to all, and takes nobody any more', async () => {
      const [alice, bob] = [join('alice'), join('bob')];
      await expect(rig.hears(alice, ['bob'])).resolves.toBeUndefined();
      mix.close();
      mix.close();
      expect(rig.mixer.size).toBe(0);
      const late = join('carol');
      await expect(rig.hears(alice, [])).resolves.toBeUndefined();
      await expect(rig.hears(late, [])).resolves.toBeUndefined();
      bob.leave();
    });
  });
}
