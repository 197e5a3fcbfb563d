import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { meSchema } from '../../../protocol/identity/session.ts';
import { maxRemovedBrowsers } from '../../../protocol/support/relay.ts';
import { FakeClock } from '../../platform/clock.fake.ts';
import { newId } from '../../platform/ids.ts';
import { lingerMs } from '../../support/relay/live-sessions.ts';
import { SealingService } from '../../telephony/recordings/sealing/sealing-service.ts';
import { SqlSealingStore } from '../../telephony/recordings/sealing/sealing-store.sql.ts';
import { PaperRoot } from '../../telephony/recordings/sealing/testing/paper-root.ts';
import { addSealingRoutes } from '../http/sealing-routes.ts';
import { startInstallation, type Installation } from '../testing/installation.testing.ts';
import { meetingOf, SeatClient, type Meeting } from '../testing/support.testing.ts';
import type { Visitor } from '../testing/visitor.testing.ts';

const clock = new FakeClock(Date.now());
const root = '/api/recording-sealing';
let deskline: Installation;
let sealing: SealingService | undefined;
let [alice, admin, erin]: Visitor[] = [];
let keys: TenantKeys;

/** An administrator's browser, as far as the server sees what it does. */
class TenantKeys {
  readonly #admin: Visitor;
  readonly #paper: PaperRoot;
  readonly #owners: readonly string[];
  #version = 1;

  private constructor(by: Visitor, paper: PaperRoot, owners: readonly string[]) {
    this.#admin = by;
    this.#paper = paper;
    this.#owners = owners;
  }

  static async found(by: Visitor): Promise<TenantKeys> {
    const paper = new PaperRoot(meSchema.parse((await by.get('/api/session')).body).tenant.id);
    const founding = paper.founding();
    await ok(by.request('POST', root, founding));
    return new TenantKeys(by, paper, [founding.browser.id, founding.recovery.id]);
  }

  /** Somebody's browser is approved and removed again. @returns its id */
  async removeOneOf(person: Visitor): Promise<string> {
    const asked = { id: newId(), name: 'A laptop', publicKey: this.#paper.recordingKey(1).publicKey };
    await ok(person.request('POST', `${root}/browsers`, asked));
    await ok(this.#admin.request('POST', `${root}/browsers/${asked.id}/approval`, this.#paper.approval(asked, this.#version)));
    await ok(this.#admin.request('POST', `${root}/browsers/${asked.id}/removal`, this.#paper.removal(this.#version, this.#owners)));
    this.#version += 1;
    return asked.id;
  }
}

beforeAll(async () => {
  deskline = await startInstallation({
    clock,
    gateway: {
      routeGroups: [
        (router) =>
          addSealingRoutes(router, {
            get sealing() {
              return required(sealing);
            },
          }),
      ],
    },
  });
  const { database, bus } = deskline;
  const store = new SqlSealingStore({ db: database.db, audit: database.audit });
  sealing = new SealingService({ store, bus, clock, nameOf: async () => undefined });
  alice = await deskline.person('alice@acme.test');
  admin = await deskline.person('admin@acme.test');
  erin = await deskline.person('erin@globex.test');
  keys = await TenantKeys.found(admin);
});
afterAll(() => deskline.close());
// Sessions are younger than what was removed before.
beforeEach(() => clock.advance(1_000));

const meeting = (): Promise<Meeting> => meetingOf(required(alice), deskline.visitor());
const toldTo = (client: SeatClient): readonly string[] => client.all('browser-removed').map(({ browserId }) => browserId);
const known = async (client: SeatClient): Promise<readonly string[]> => (await client.welcome()).removedBrowsers;
/** What was sent before is there once this is answered. */
const settled = (client: SeatClient) => client.ask('line.check');

describe('a browser that its tenant removes', () => {
  it('[SE112] all of the tenant’s running sessions are told at once, everybody in them; nobody is put out', async () => {
    const [one, other] = [await meeting(), await meeting()];
    const all = [one.expert, one.customer, other.expert, other.customer];
    const removed = await keys.removeOneOf(required(alice));
    for (const client of all) {
      await client.until('the removal', () => toldTo(client)[0]);
      expect((await settled(client)).ok).toBe(true);
      expect(toldTo(client)).toEqual([removed]);
    }
  });

  it('[SE112] another tenant’s sessions are not told, nor those who come to them (control: its own are)', async () => {
    const [ours, theirs] = [await meeting(), await meetingOf(required(erin), deskline.visitor())];
    const removed = await keys.removeOneOf(required(alice));
    await ours.customer.until('the removal', () => toldTo(ours.customer)[0]);
    for (const client of [theirs.expert, theirs.customer]) {
      await settled(client);
      expect(toldTo(client)).toEqual([]);
    }
    const comeBack = async ({ customer }: Meeting) =>
      known(await SeatClient.enter(deskline.visitor(), { kind: 'seat', token: (await customer.welcome()).seat.token }));
    expect(await comeBack(theirs)).toEqual([]);
    expect(await comeBack(ours), 'control').toEqual([removed]);
    const admins = await TenantKeys.found(required(erin));
    const foreign = await admins.removeOneOf(required(erin));
    await theirs.expert.until('the removal', () => toldTo(theirs.expert)[0]);
    await settled(ours.expert);
    expect([toldTo(theirs.expert), toldTo(ours.expert)]).toEqual([[foreign], [removed]]);
  });

  it('[SE112] whoever comes back learns what was removed since the session was made, also when nobody was in it', async () => {
    const before = await keys.removeOneOf(required(alice));
    clock.advance(1_000);
    const { expert, customer } = await meeting();
    expect(await known(expert), 'control: removed before').toEqual([]);
    const [theirs, mine] = [(await customer.welcome()).seat.token, (await expert.welcome()).seat.token];
    for (const client of [expert, customer]) client.cut();
    await expect.poll(() => deskline.support.running).toBeGreaterThan(0);
    const running = deskline.support.running;
    await expect
      .poll(() => {
        clock.advance(lingerMs);
        return deskline.support.running;
      })
      .toBeLessThan(running);
    const removed = [await keys.removeOneOf(required(alice)), await keys.removeOneOf(required(alice))];
    const back = await SeatClient.enter(deskline.visitor(), { kind: 'seat', token: theirs });
    const mineAgain = await SeatClient.enter(required(alice), { kind: 'seat', token: mine });
    for (const client of [back, mineAgain]) {
      expect((await known(client)).toSorted()).toEqual(removed.toSorted());
      expect(await known(client)).not.toContain(before);
      expect(toldTo(client)).toEqual([]);
    }
  });

  it('[SE112] of more than are told it is the newest', async () => {
    const { sessionId } = await meeting();
    const { tenant } = meSchema.parse((await required(alice).get('/api/session')).body);
    const ids = Array.from({ length: maxRemovedBrowsers + 5 }, () => newId());
    for (const browserId of ids) deskline.bus.publish('sealing.browser-removed', { tenantId: tenant.id, browserId });
    const { token } = await (await SeatClient.enter(required(alice), { kind: 'expert', sessionId })).welcome().then(({ seat }) => seat);
    const again = await SeatClient.enter(required(alice), { kind: 'seat', token });
    expect(await known(again)).toEqual(ids.slice(5));
  });
});

async function ok(answer: ReturnType<Visitor['request']>): Promise<void> {
  const { status, body } = await answer;
  expect(status, JSON.stringify(body)).toBe(200);
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test is not ready');
  return value;
}
