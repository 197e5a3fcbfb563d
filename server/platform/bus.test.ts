import { describe, expect, it } from 'vitest';
import { InProcessBus } from './bus.ts';

interface Events {
  'door.opened': { readonly by: string };
  'door.closed': object;
}

describe('bus', () => {
  it('tells the subscribers of a topic, in order, until their lifetime ends', () => {
    const heard: string[] = [];
    const bus = new InProcessBus<Events>(() => undefined);
    const first = new AbortController();
    const second = new AbortController();
    bus.subscribe('door.opened', ({ by }) => heard.push(`first ${by}`), first.signal);
    bus.subscribe('door.opened', ({ by }) => heard.push(`second ${by}`), second.signal);
    bus.subscribe('door.closed', () => heard.push('closed'), second.signal);
    bus.publish('door.opened', { by: 'Ann' });
    first.abort();
    bus.publish('door.opened', { by: 'Ben' });
    expect(heard).toEqual(['first Ann', 'second Ann', 'second Ben']);
  });

  it('a listener that throws is reported and keeps nobody from hearing', () => {
    const reported: string[] = [];
    const heard: string[] = [];
    const bus = new InProcessBus<Events>((error, topic) => reported.push(`${topic}: ${String(error)}`));
    const lifetime = new AbortController();
    bus.subscribe(
      'door.closed',
      () => {
        throw new Error('stuck');
      },
      lifetime.signal,
    );
    bus.subscribe('door.closed', () => heard.push('still here'), lifetime.signal);
    bus.publish('door.closed', {});
    expect([reported, heard]).toEqual([['door.closed: Error: stuck'], ['still here']]);
  });

  it('nobody subscribes for a lifetime that is over', () => {
    const heard: string[] = [];
    const bus = new InProcessBus<Events>(() => undefined);
    bus.subscribe('door.closed', () => heard.push('too late'), AbortSignal.abort());
    bus.publish('door.closed', {});
    expect(heard).toEqual([]);
  });
});
