import { describe, expect, it } from 'vitest';
import { isRear, nextCamera, rearCameraOf } from './rear-camera.ts';

const camera = (deviceId: string, label: string) => ({ kind: 'videoinput', deviceId, label }) as const;

describe('[SU342] the rear camera', () => {
  it.each([
    ['camera2 0, facing back', true],
    ['Back Dual Wide Camera', true],
    ['Rückkamera', true],
    ['Caméra arrière', true],
    ['camera2 1, facing front', false],
    ['Frontkamera', false],
    ['FaceTime HD Camera', undefined],
    ['', undefined],
  ])('%s', (label, wanted) => {
    expect(isRear({}, label)).toBe(wanted);
  });

  it('is what the browser says before what a label says', () => {
    expect(isRear({ facingMode: 'user' }, 'back')).toBe(false);
    expect(isRear({ facingMode: 'environment' }, 'front')).toBe(true);
  });

  it('is looked for by its label when the browser gave another one', () => {
    const phone = [camera('f', 'facing front'), camera('b', 'facing back'), camera('w', 'facing back, wide')];
    expect(rearCameraOf(phone, { deviceId: 'f', facingMode: 'user' })).toBe('b');
    expect(rearCameraOf(phone, { deviceId: 'f' })).toBe('b');
    expect(rearCameraOf(phone, { deviceId: 'b' })).toBeUndefined();
    expect(rearCameraOf(phone, { deviceId: 'x', facingMode: 'environment' })).toBeUndefined();
  });

  it('is not made up where there is none, or where nothing is named', () => {
    expect(rearCameraOf([camera('a', 'Webcam'), { kind: 'audioinput', deviceId: 'm', label: 'back' }], { deviceId: 'a' })).toBeUndefined();
    expect(rearCameraOf([camera('', ''), camera('', '')], {})).toBeUndefined();
  });
});

describe('[SU344] the next camera', () => {
  it('goes round, and is nothing where there is one', () => {
    expect(nextCamera(['a', 'b', 'c'], 'a')).toBe('b');
    expect(nextCamera(['a', 'b', 'c'], 'c')).toBe('a');
    expect(nextCamera(['a', 'b'], 'gone')).toBe('a');
    expect(nextCamera(['a'], 'a')).toBeUndefined();
    expect(nextCamera([], undefined)).toBeUndefined();
  });
});
