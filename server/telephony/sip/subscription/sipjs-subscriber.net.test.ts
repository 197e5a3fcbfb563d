import { Registerer, Subscriber, SubscriptionState, type Notification, type UserAgent } from 'sip.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSipjs, tokenHeader } from '../testing/sipjs.testing.ts';
import { WatchedBox } from '../testing/watched.testing.ts';
import { SipWebServer } from '../testing/web-server.testing.ts';

let server: SipWebServer;
let agent: UserAgent;
let box: WatchedBox;

beforeEach(async () => {
  server = await SipWebServer.start();
  box = new WatchedBox();
  server.stack.subscriptions.serve(box);
  agent = createSipjs(server.url('bob'), 'bob');
  await agent.start();
});

afterEach(async () => {
  await agent.stop();
  await server.close();
});

/** Bob's page asks for his mailbox; `told` collects what it hears. */
async function subscribed(told: string[]): Promise<Subscriber> {
  await new Registerer(agent, { extraHeaders: [tokenHeader('bob')] }).register();
  await expect.poll(() => server.stack.userAgent.registrar.size).toBe(1);
  const subscriber = new Subscriber(agent, agent.configuration.uri, 'message-summary', { expires: 300 });
  subscriber.delegate = {
    onNotify: (notification: Notification) => {
      told.push(`${notification.request.getHeader('Subscription-State') ?? ''} | ${notification.request.body.trim()}`);
      void notification.accept();
    },
  };
  await subscriber.subscribe();
  await expect.poll(() => subscriber.state).toBe(SubscriptionState.Subscribed);
  return subscriber;
}

test('[SIP120] [SIP124] [SIP125] SIP.js over WebSocket subscribes, is told of a change, and unsubscribes', async () => {
  const told: string[] = [];
  const subscriber = await subscribed(told);
  await expect.poll(() => told).toEqual(['active;expires=300 | Messages-Waiting: no']);
  box.state = 'Messages-Waiting: yes\r\n';
  server.stack.subscriptions.changed('acme', 'bob');
  await expect.poll(() => told.length).toBe(2);
  expect(told[1]).toMatch(/^active;expires=\d+ \| Messages-Waiting: yes$/u);
  await subscriber.unsubscribe();
  await expect.poll(() => subscriber.state).toBe(SubscriptionState.Terminated);
  await expect.poll(() => server.stack.subscriptions.size).toBe(0);
});

test('[SIP127] SIP.js hears that its person may not subscribe any more', async () => {
  const told: string[] = [];
  await subscribed(told);
  await expect.poll(() => told).toHaveLength(1);
  server.stack.userAgent.registrar.remove({ userId: 'bob' });
  await expect.poll(() => told[1]).toBe('terminated;reason=rejected | ');
  await expect.poll(() => server.stack.subscriptions.size).toBe(0);
});
