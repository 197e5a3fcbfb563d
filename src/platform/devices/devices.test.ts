import { describe, expect, it } from 'vitest';
import { readDeviceChoice, writeDeviceChoice } from './device-choice.ts';
import { problemOf, standingProblem } from './device-problem.ts';
import { levelOf } from './level-meter.ts';

const named = (name: string): Error => Object.assign(new Error(name), { name });

describe('devices', () => {
  it('[SP80] what getUserMedia throws is told apart', () => {
    expect(problemOf(named('NotAllowedError'))).toBe('microphone-refused');
    expect(problemOf(named('NotFoundError'))).toBe('no-microphone');
    expect(problemOf(named('NotReadableError'))).toBe('microphone-busy');
    expect(problemOf(named('TypeError'))).toBe('microphone-failed');
    expect(problemOf('text')).toBe('microphone-failed');
  });

  it('[SP80] an insecure page is told before a browser without WebRTC, because it looks like one', () => {
    expect(standingProblem({ isSecureContext: false, hasGetUserMedia: false, hasPeerConnection: true })).toBe('insecure-page');
    expect(standingProblem({ isSecureContext: true, hasGetUserMedia: true, hasPeerConnection: false })).toBe('no-webrtc');
    expect(standingProblem({ isSecureContext: true, hasGetUserMedia: true, hasPeerConnection: true })).toBeUndefined();
  });

  it('[SP81] the choice is remembered; damaged memory gives the defaults', () => {
    const map = new Map<string, string>();
    const storage = {
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
    } as Storage;
    const defaults = readDeviceChoice(storage);
    expect(defaults).toEqual({ ringVolume: 0.8, hasNoiseSuppression: true, hasEchoCancellation: true });
    writeDeviceChoice(storage, { ...defaults, microphoneId: 'm' });
    expect(readDeviceChoice(storage).microphoneId).toBe('m');
    map.set('deskline.devices', '{"ringVolume":7}');
    expect(readDeviceChoice(storage)).toEqual(defaults);
    map.set('deskline.devices', '{');
    expect(readDeviceChoice(storage)).toEqual(defaults);
  });

  it('[SP82] the level goes from nothing to full scale', () => {
    expect(levelOf(new Float32Array(100))).toBe(0);
    expect(levelOf(new Float32Array(100).fill(1))).toBe(1);
    expect(levelOf(new Float32Array(100).fill(0.0316))).toBeCloseTo(0.5, 1);
  });
});
