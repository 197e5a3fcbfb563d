import { EventEmitter as NodeEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { EventEmitter } from './small-events.ts';

interface Emitter {
  on(name: string, listener: (...data: unknown[]) => void): unknown;
  once(name: string, listener: (...data: unknown[]) => void): unknown;
  prependListener(name: string, listener: (...data: unknown[]) => void): unknown;
  off(name: string, listener: (...data: unknown[]) => void): unknown;
  removeAllListeners(name?: string): unknown;
  emit(name: string, ...data: unknown[]): boolean;
  listeners(name: string): readonly unknown[];
  listenerCount(name: string): number;
}

/** What listeners of all kinds hear, in its order. */
function heard(emitter: Emitter): readonly unknown[] {
  const notes: unknown[] = [];
  const hear =
    (who: string) =>
    (...data: unknown[]): void =>
      void notes.push([who, ...data]);
  const twice = hear('twice');
  const late = hear('late');
  emitter.on('a', hear('first'));
  emitter.once('a', hear('once'));
  emitter.prependListener('a', hear('before'));
  emitter.on('a', twice);
  emitter.on('b', hear('other'));
  emitter.on('a', twice);
  notes.push(emitter.emit('a', 1, 2), emitter.listenerCount('a'));
  emitter.off('a', twice);
  emitter.on('a', function comesAndGoes() {
    notes.push('comes and goes');
    emitter.off('a', comesAndGoes);
    emitter.off('a', twice);
    emitter.on('a', late);
  });
  emitter.once('a', () => notes.push(emitter.emit('b')));
  emitter.once('a', twice);
  emitter.off('a', twice);
  notes.push(emitter.emit('a'), emitter.emit('a', 3), emitter.listeners('a').length);
  emitter.off('a', hear('stranger'));
  emitter.once('nested', () => notes.push(emitter.emit('nested')));
  notes.push(emitter.emit('nested'), emitter.emit('nobody'), emitter.listeners('nobody'));
  emitter.removeAllListeners('a');
  notes.push(emitter.emit('a'), emitter.listenerCount('b'));
  emitter.removeAllListeners();
  notes.push(emitter.emit('b'));
  return notes;
}

describe('the small emitter of the browser build', () => {
  it('tells listeners what Node’s tells them, in the same order', () => {
    const notes = heard(new EventEmitter());
    expect(notes.length).toBeGreaterThan(20);
    expect(notes).toEqual(heard(new NodeEmitter()));
  });

  it('calls listeners on itself, and passes on what they throw', () => {
    for (const emitter of [new EventEmitter(), new NodeEmitter()]) {
      const seen: unknown[] = [];
      emitter.on('a', function listen(this: unknown) {
        seen.push(this);
        throw new Error('of a listener');
      });
      emitter.on('a', () => seen.push('after'));
      expect(() => emitter.emit('a')).toThrow('of a listener');
      expect(seen).toEqual([emitter]);
      expect(() => emitter.emit('error', new Error('unheard'))).toThrow('unheard');
    }
  });
});
