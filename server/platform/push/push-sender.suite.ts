import { expect, it } from 'vitest';
import type { PushMessage, PushSender, PushTarget } from './push-sender.ts';

/** A sender with a push service behind it. */
export interface PushSenderWorld {
  readonly sender: PushSender;
  /** A browser that subscribed. */
  subscribe(): { readonly target: PushTarget; readonly sent: () => readonly string[] };
  /** From now on the browser's push service says that it is gone, busy for so many seconds, or that it wants none of it. */
  answer(target: PushTarget, what: 'gone' | 'busy' | 'refused', seconds?: number): void;
  /** An endpoint that leads into the own network. */
  readonly innerEndpoint: string;
}

export const message: PushMessage = { text: '{"title":"Grüße"}', ttlSeconds: 60, urgency: 'high', topic: 'abc-_1' };

/** What every sender does. */
export function describePushSender(open: () => Promise<PushSenderWorld>): void {
  it('[ID60] a message reaches the browser that it is for, and no other', async () => {
    const { sender, ...world } = await open();
    const [one, other] = [world.subscribe(), world.subscribe()];
    expect(await sender.send(one.target, message)).toEqual({ kind: 'taken' });
    expect(one.sent()).toEqual([message.text]);
    expect(other.sent()).toEqual([]);
  });

  it('[ID64] gone, busy and refused are told apart', async () => {
    const { sender, ...world } = await open();
    const { target, sent } = world.subscribe();
    world.answer(target, 'gone');
    expect(await sender.send(target, message)).toEqual({ kind: 'gone' });
    world.answer(target, 'busy', 120);
    expect(await sender.send(target, message)).toMatchObject({ kind: 'later', afterMs: 120_000 });
    world.answer(target, 'refused');
    expect(await sender.send(target, message)).toMatchObject({ kind: 'refused' });
    expect(sent()).toEqual([]);
  });

  it('[ID63] nothing goes into the own network', async () => {
    const { sender, innerEndpoint, ...world } = await open();
    const { target } = world.subscribe();
    expect(sender.isAllowed(target.endpoint)).toBe(true);
    expect(sender.isAllowed(innerEndpoint)).toBe(false);
    expect(await sender.send({ ...target, endpoint: innerEndpoint }, message)).toMatchObject({ kind: 'refused' });
  });
}
