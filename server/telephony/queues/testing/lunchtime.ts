import { acme, QueueWorld, settled } from './queue-world.ts';

/** A queue with a callback key whose only agent ann is signed in and at lunch. */
export async function lunchtime(settings: Record<string, unknown> = {}) {
  const world = await QueueWorld.create({ callbackDigit: '1', ...settings });
  await world.signIn('ann');
  await world.queues.wish(acme, world.agents.ann, { state: 'paused', reason: 'lunch' });
  const backFromLunch = async (): Promise<void> => {
    await world.queues.wish(acme, world.agents.ann, { state: 'ready' });
    await settled();
  };
  const places = () => world.callbacks.live(acme);
  const endOf = async (index = 0) => (await world.callbacks.ended(acme, [world.queue.id], 10))[index]?.ended?.how;
  return { world, backFromLunch, places, endOf };
}
