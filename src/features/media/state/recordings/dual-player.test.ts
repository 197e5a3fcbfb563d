import { describe, expect, it } from 'vitest';
import { DualPlayer, type TrackAudio } from './dual-player.ts';

/** An audio element whose clock the test turns. */
class FakeAudio implements TrackAudio {
  src = '';
  currentTime = 0;
  playbackRate = 1;
  volume = 1;
  ended = false;
  isPlaying = false;
  readonly #listeners = new Map<string, () => void>();

  play(): Promise<void> {
    this.isPlaying = true;
    return Promise.resolve();
  }
  pause(): void {
    this.isPlaying = false;
  }
  addEventListener(name: string, listener: () => void): void {
    this.#listeners.set(name, listener);
  }
  removeAttribute(): void {
    this.src = '';
  }
  tell(name: string): void {
    this.#listeners.get(name)?.();
  }
}

function playing(durationsMs = { caller: 60_000, callee: 50_000 }) {
  const audios: FakeAudio[] = [];
  let tick = (): void => undefined;
  let isTicking = false;
  const player = new DualPlayer({
    durationsMs,
    addresses: { caller: '/caller', callee: '/callee' },
    createAudio: () => {
      const audio = new FakeAudio();
      audios.push(audio);
      return audio;
    },
    every: (_periodMs, work) => {
      tick = work;
      isTicking = true;
      return () => {
        isTicking = false;
      };
    },
  });
  const [caller = new FakeAudio(), callee = new FakeAudio()] = audios;
  return { player, caller, callee, tick: () => tick(), isTicking: () => isTicking };
}

describe('the player of a recorded call', () => {
  it('[REC62] fetches nothing before somebody presses play, then plays both voices from where one is', () => {
    const { player, caller, callee } = playing();
    player.seek(12_000);
    expect([caller.src, callee.src]).toEqual(['', '']);
    player.toggle();
    expect([caller.src, callee.src]).toEqual(['/caller', '/callee']);
    expect([caller.currentTime, callee.currentTime]).toEqual([12, 12]);
    expect([caller.isPlaying, callee.isPlaying]).toEqual([true, true]);
  });

  it('[REC62] keeps both on one clock: a small lag is caught up, a large one is jumped over', () => {
    const { player, caller, callee, tick } = playing();
    player.setSpeed(1.5);
    player.toggle();
    [caller.currentTime, callee.currentTime] = [10, 9.9];
    tick();
    expect(player.state().positionMs).toBe(10_000);
    expect(callee.currentTime).toBe(9.9);
    expect(callee.playbackRate).toBeGreaterThan(1.5);
    callee.currentTime = 10.1;
    tick();
    expect(callee.playbackRate).toBeLessThan(1.5);
    callee.currentTime = 5;
    tick();
    expect([callee.currentTime, callee.playbackRate]).toEqual([10, 1.5]);
  });

  it('[REC62] past the end of the shorter track only the other is heard, and back again both', () => {
    const { player, caller, callee, tick } = playing();
    player.toggle();
    player.seek(55_000);
    expect([caller.isPlaying, callee.isPlaying]).toEqual([true, false]);
    tick();
    player.seek(1_000);
    expect([caller.isPlaying, callee.isPlaying]).toEqual([true, true]);
  });

  it('[REC62] stops at the end of the longer track, and begins anew', () => {
    const { player, caller, isTicking } = playing();
    player.toggle();
    caller.tell('ended');
    expect(player.state()).toMatchObject({ kind: 'stopped', positionMs: 60_000 });
    expect(isTicking()).toBe(false);
    player.toggle();
    expect(player.state()).toMatchObject({ kind: 'playing', positionMs: 0 });
  });

  it('[REC62] a seek stays within the recording; volumes are each track’s own', () => {
    const { player, caller, callee } = playing();
    player.seek(-5);
    expect(player.state().positionMs).toBe(0);
    player.seek(99_000);
    expect(player.state().positionMs).toBe(60_000);
    player.setVolume('callee', 0.2);
    expect([caller.volume, callee.volume]).toEqual([1, 0.2]);
  });

  it('[REC62] says when a track cannot be had, and tries again with the next press', () => {
    const { player, callee } = playing();
    player.toggle();
    callee.tell('error');
    expect(player.state().kind).toBe('failed');
    callee.src = '';
    player.toggle();
    expect(callee.src).toBe('/callee');
    player.close();
    expect([callee.src, callee.isPlaying]).toEqual(['', false]);
  });
});
