import type { Sound } from '../../protocol/dialplan/sounds.ts';
import { queueDefaults } from '../../protocol/telephony/queues.ts';
import { ringGroupDefaults } from '../../protocol/telephony/groups.ts';
import type { Dialplan } from '../dialplan/index.ts';
import type { Actor, Identity } from '../identity/index.ts';
import type { Prompts } from '../media/index.ts';
import type { Logger } from '../platform/logger.ts';
import type { Storage } from '../storage/index.ts';
import type { Groups } from '../telephony/index.ts';

export interface DemoPlanParts {
  readonly storage: Pick<Storage, 'db'>;
  readonly identity: Pick<Identity, 'subscribers' | 'extensions'>;
  readonly groups: Groups;
  readonly prompts: Prompts;
  readonly dialplan: Dialplan;
  readonly logger: Logger;
}

const menu = 'Welcome to Acme. For Bob, press 1. For support, press 2. To leave a message for Alice, press 3. For service, press 4.';

/** The demo's main line on 200, with a ring group, a queue and a spoken menu. What cannot be made is left out, and logged. */
export async function provisionDemoPlan(parts: DemoPlanParts): Promise<void> {
  const { storage, identity, dialplan, groups, logger } = parts;
  const tenantId = (await storage.db.listTenants()).find(({ slug }) => slug === 'acme')?.id;
  const pbxId = tenantId === undefined ? undefined : (await identity.subscribers.numbering(tenantId))?.pbxs[0]?.id;
  if (tenantId === undefined || pbxId === undefined || (await dialplan.hasDemo(tenantId))) return;
  const userIdOf = async (name: string): Promise<string | undefined> =>
    (await identity.subscribers.byDialled(tenantId, pbxId, name))?.userId;
  const admin = await userIdOf('admin');
  if (admin === undefined) return;
  const actor: Actor = { tenantId, userId: admin, role: 'super_admin', sessionId: 'provisioning', address: '' };
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      logger.warn({ err: error, what }, 'the demo’s main line goes without it');
      return undefined;
    }
  };
  const members = async (...names: readonly string[]): Promise<readonly string[]> =>
    (await Promise.all(names.map(userIdOf))).flatMap((userId) => userId ?? []);
  const ringGroupId = await attempt('ring group', async () => {
    const userIds = await members('101', '102');
    const existing = (await groups.ringGroups.list(actor)).find(({ name }) => name === 'Support');
    const fields = { ...ringGroupDefaults, name: 'Support', members: userIds.map((userId) => ({ userId, weight: 1 })) };
    return (existing ?? (await groups.ringGroups.create(actor, fields))).id;
  });
  const queueId = await attempt('queue', async () => {
    const userIds = await members('bob', 'dave');
    const existing = (await groups.queueAdmin.list(actor)).find(({ name }) => name === 'Service');
    const fields = { ...queueDefaults, name: 'Service', members: userIds.map((userId) => ({ userId, skills: {} })) };
    return (existing ?? (await groups.queueAdmin.create(actor, fields))).id;
  });
  await attempt('extension', () => identity.extensions.create(actor, { number: '200', pbxId, label: 'Main line', userId: null }));
  const promptSounds = (await attempt('prompt', () => spokenMenu(parts.prompts, actor))) ?? [];
  await dialplan.provisionDemo(tenantId, { ringGroupId, queueId, promptSounds });
  await attempt('hold on its extension', async () => {
    const plan = (await dialplan.plans.list(actor)).find(({ attached }) => attached.some(({ number }) => number === '200'));
    if (plan) await dialplan.attachments.replace(actor, plan.id, (await dialplan.attachments.list(actor, plan.id)).slice());
  });
}

async function spokenMenu({ service }: Prompts, actor: Actor): Promise<readonly Sound[]> {
  const name = 'Main menu';
  const { items } = await service.list(actor, { query: name, sort: 'name', direction: 'ascending', page: 1, pageSize: 50 });
  const existing = items.find((prompt) => prompt.name === name);
  const voice = service.voices(actor).find(({ language }) => language === 'en');
  if (!existing && !voice) return [];
  const prompt = existing ?? (await service.createSpoken(actor, name, { text: menu, language: 'en', voice: voice?.id ?? '', rate: 1 }));
  return [{ kind: 'prompt', promptId: prompt.id }];
}
