import type { Schedule } from '../../../protocol/dialplan/schedule.ts';
import { emptyPlan, type Plan } from '../../../protocol/dialplan/plan.ts';
import type { Sound } from '../../../protocol/dialplan/sounds.ts';
import { newId } from '../../platform/ids.ts';
import type { Identity } from '../../identity/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { DialplanStore, DialplanUnit } from '../dialplan-store.ts';
import type { PlanNews } from '../plans/plan-rules.ts';
import { mainLine, type MainLineOption } from '../plans/templates.ts';

/** What other parts of the server made for the demo; what is missing is left out of the menu. */
export interface DemoParts {
  readonly ringGroupId: string | undefined;
  readonly queueId: string | undefined;
  /** What the menu says. */
  readonly promptSounds: readonly Sound[];
}

export interface DemoPlanOptions {
  readonly store: DialplanStore;
  readonly subscribers: Identity['subscribers'];
  readonly news: PlanNews;
  readonly clock: Clock;
}

const planName = 'Main line';
const extension = '200';

/**
 * The demo's main line on 200: always open except on holidays; 1 Bob, 2 the ring group, 3 Alice's voicemail, 4 the queue; who presses
 * nothing is asked twice more and then leaves Alice a message. Left alone when there is a plan of that name, or when its people are
 * gone. Says whether it was made.
 */
export async function provisionDemoPlan(
  { store, subscribers, news, clock }: DemoPlanOptions,
  tenantId: string,
  parts: DemoParts,
): Promise<boolean> {
  const pbx = (await subscribers.numbering(tenantId))?.pbxs[0];
  if (!pbx) return false;
  const [alice, bob] = await Promise.all(['100', '101'].map((number) => subscribers.byDialled(tenantId, pbx.id, number)));
  const taken = await subscribers.byDialled(tenantId, pbx.id, extension);
  if (!alice || !bob || taken) return false;
  const made = { planId: newId(), scheduleId: newId() };
  return store.inTenant(tenantId, async (unit) => {
    if (await isDemoThere(unit)) return false;
    const scheduleId = await demoSchedule(unit, made.scheduleId, { timeZone: pbx.timeZone, year: new Date(clock.now()).getUTCFullYear() });
    const options = optionsOf(parts, { alice: alice.userId, bob: bob.userId });
    const promptSounds = parts.promptSounds.length === 0 ? ([{ kind: 'phrase', phrase: 'enter-extension' }] as const) : parts.promptSounds;
    const plan: Plan = {
      ...emptyPlan(),
      language: pbx.language,
      ...mainLine({ scheduleId, promptSounds, options, boxUserId: alice.userId }),
    };
    const json = JSON.stringify(plan);
    await unit.plans.insert({ id: made.planId, name: planName, draft: json, by: undefined });
    await unit.plans.publish(made.planId, { number: 1, plan: json, note: '', by: undefined });
    await unit.attachments.replace(made.planId, [{ pbxId: pbx.id, kind: 'extension', value: extension, entryId: 'start' }]);
    await unit.audit({
      actorUserId: undefined,
      action: 'plan.provisioned',
      subjectKind: 'plan',
      subjectId: made.planId,
      after: { name: planName },
    });
    unit.afterCommit(() => news.changed(tenantId, { id: made.planId, revision: 1, publishedVersion: 1 }));
    return true;
  });
}

/** There is a plan of that name, or another one on the demo's extension. */
export async function isDemoThere(unit: DialplanUnit): Promise<boolean> {
  if ((await unit.plans.list()).some(({ name }) => name === planName)) return true;
  return (await unit.attachments.list()).some(({ value }) => value === extension);
}

function optionsOf(
  { ringGroupId, queueId }: DemoParts,
  people: { readonly alice: string; readonly bob: string },
): readonly MainLineOption[] {
  const bob: MainLineOption = {
    keys: '1',
    label: 'Bob',
    kind: 'ring',
    settings: { targets: [{ kind: 'user', userId: people.bob }], timeoutSeconds: 20 },
  };
  const box: MainLineOption = { keys: '3', label: 'Voicemail', kind: 'voicemail', userId: people.alice };
  const group = (groupId: string): MainLineOption => ({
    keys: '2',
    label: 'Support',
    kind: 'ring',
    settings: { targets: [{ kind: 'ring-group', groupId }], timeoutSeconds: 30, background: { kind: 'music' } },
  });
  return [
    bob,
    ...(ringGroupId === undefined ? [] : [group(ringGroupId)]),
    box,
    ...(queueId === undefined ? [] : [{ keys: '4', label: 'Service', kind: 'queue', queueId } as const]),
  ];
}

/** Open all day, every day, but for the German holidays that fall on the same day everywhere and each year. */
async function demoSchedule(
  unit: DialplanUnit,
  id: string,
  { timeZone, year }: { readonly timeZone: string; readonly year: number },
): Promise<string> {
  const existing = (await unit.schedules.list()).find(({ name }) => name === 'Always open');
  if (existing) return existing.id;
  const holiday = (name: string, day: string): Schedule['exceptions'][number] => ({
    name,
    fromDate: `${year}-${day}`,
    toDate: `${year}-${day}`,
    hours: null,
    period: 'closed',
    isYearly: true,
  });
  const schedule: Schedule = {
    timeZone,
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00', period: 'open' }],
    exceptions: [
      holiday('New Year', '01-01'),
      holiday('Labour Day', '05-01'),
      holiday('Christmas Day', '12-25'),
      holiday('Boxing Day', '12-26'),
    ],
    override: null,
  };
  await unit.schedules.insert({ id, name: 'Always open', schedule });
  return id;
}
