import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { planDetailSchema, type PlanDetail } from '../../../protocol/dialplan/api.ts';
import { nodeKinds } from '../../../protocol/dialplan/nodes/index.ts';
import { adminUserSchema } from '../../../protocol/identity/admin.ts';
import { meSchema } from '../../../protocol/identity/session.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';

let deskline: Installation;
let admin: Visitor;
let counter = 0;
beforeAll(async () => {
  deskline = await startInstallation();
  admin = await deskline.person('admin@acme.test');
});
afterAll(() => deskline.close());

const hangUp = { id: 'end', kind: 'hang-up', title: '', position: { x: 0, y: 0 }, settings: nodeKinds['hang-up'].defaults };
const whole = [
  { kind: 'add-node', node: hangUp },
  { kind: 'connect', edge: { from: 'start', exit: 'start', to: 'end' } },
];

async function newPlan(): Promise<PlanDetail> {
  return planDetailSchema.parse((await admin.request('POST', '/api/plans', { name: `Plan ${(counter += 1)}` })).body);
}

const frameSchema = z.object({ type: z.literal('notification'), name: z.string(), data: z.unknown() });

/** What a visitor's page hears of plans. */
async function listen(visitor: Visitor): Promise<unknown[]> {
  const heard: unknown[] = [];
  const socket = await visitor.connect('/ws');
  await new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const frame = frameSchema.safeParse(JSON.parse(data.toString('utf8')));
      if (frame.data?.name === 'plan.changed') heard.push(frame.data.data);
    });
    socket.send(JSON.stringify({ type: 'hello', protocolVersion: 1, oldestSupportedVersion: 1 }), () => resolve());
  });
  await sleep(50);
  return heard;
}

describe('news of plans', () => {
  it('[DP232] changes are told to pages of those who may read plans, and to nobody else', async () => {
    const alice = await deskline.person('alice@acme.test');
    const [mine, hers] = await Promise.all([listen(admin), listen(alice)]);
    const { id } = await newPlan();
    await admin.request('PUT', `/api/plans/${id}/draft`, { revision: 1, operations: whole });
    await admin.request('POST', `/api/plans/${id}/publish`, { revision: 2, publishedVersion: null });
    for (let round = 0; round < 100 && mine.length < 3; round += 1) await sleep(10);
    expect(mine).toEqual([
      { planId: id, revision: 1, publishedVersion: null },
      { planId: id, revision: 2, publishedVersion: null },
      { planId: id, revision: 2, publishedVersion: 1 },
    ]);
    expect(hers).toEqual([]);
  });

  it('[DP232] a right that is given or taken away acts on pages that are open', async () => {
    const dave = await deskline.person('dave@acme.test');
    const { userId } = meSchema.parse((await dave.get('/api/session')).body);
    const heard = await listen(dave);
    const become = async (role: string): Promise<void> => {
      const path = `/api/admin/users/${userId}`;
      const { version } = adminUserSchema.parse((await admin.get(path)).body);
      expect((await admin.request('PATCH', path, { version, role })).status).toBe(200);
      await sleep(100);
    };
    await newPlan();
    await become('admin');
    const { id } = await newPlan();
    await become('agent');
    await newPlan();
    await sleep(100);
    expect(heard).toEqual([{ planId: id, revision: 1, publishedVersion: null }]);
  });
});
