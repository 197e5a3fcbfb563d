import { beforeEach, describe, expect, it } from 'vitest';
import { FakeNumbers } from '../../identity/numbers/number-directory.fake.ts';
import { silentLogger } from '../../platform/logger.ts';
import { DirectRouting, type CallRouting } from '../calls/call-routing.ts';
import type { DialledForHelp } from '../emergency/emergency-service.ts';
import { CallsWorld, settled } from '../calls/testing/calls-world.ts';
import { NumberRouting } from './number-routing.ts';

let numbers: FakeNumbers;
let world: CallsWorld;
let calledForHelp: DialledForHelp[];
/** What the routing inside was asked. */
let asked: string[];
beforeEach(async () => {
  numbers = new FakeNumbers();
  numbers.addSite({ id: 'berlin', name: 'Berlin', isDefault: true });
  for (const extension of ['100', '101']) numbers.extensions.add(extension);
  calledForHelp = [];
  asked = [];
  world = await CallsWorld.create({}, (subscribers) => {
    const direct = new DirectRouting(subscribers);
    const inner: CallRouting = {
      route: (request) => {
        asked.push(request.dialled);
        return direct.route(request);
      },
    };
    return new NumberRouting({
      inner,
      numbers,
      subscribers,
      emergency: { handleDialled: (dialled) => void calledForHelp.push(dialled) },
      logger: silentLogger,
    });
  });
});

async function finalOf(dialled: string, headers: readonly (readonly [string, string])[] = []) {
  const alice = world.phone(world.person('Alice', '100'));
  const call = alice.call(dialled, { headers });
  await settled();
  return call.final;
}

function causeOf(response: Awaited<ReturnType<typeof finalOf>>): string {
  return `${response?.status ?? ''} ${response?.headers.get('X-Deskline-Cause') ?? ''}`;
}

describe('numbers of the outside world', () => {
  it('[NU12] end with a cause of their own while there is no trunk', async () => {
    expect(causeOf(await finalOf('+49 30 1234567'))).toBe('404 no-route');
    expect(causeOf(await finalOf('0301234567'))).toBe('404 no-route');
    expect(asked).toEqual([]);
    expect(world.journal.last).toMatchObject({ cause: 'no-route', dialled: '0301234567' });
  });

  it('[NU11] the tenant’s own reach their person inside', async () => {
    const bob = world.person('Bob', '101');
    const phone = world.phone(bob);
    numbers.own('+49301234567', { userId: bob.userId });
    const alice = world.phone(world.person('Alice', '100'));
    alice.call('030 / 123 45 67');
    await settled();
    phone.ringing.answer();
    await settled();
    expect(world.journal.last).toMatchObject({ callee: { userId: bob.userId, number: '101' }, dialled: '030 / 123 45 67' });
  });

  it('[NU11] also a person of another PBX; nobody’s, and a disabled person’s, reach nobody', async () => {
    const elsewhere = { ...world.person('Carol', '102'), pbxId: 'other', extensions: [{ pbxId: 'other', number: '102' }] };
    world.subscribers.add(elsewhere);
    const carol = world.phone(elsewhere);
    numbers.own('+49301234567', { userId: elsewhere.userId });
    const alice = world.phone(world.person('Alice', '100'));
    alice.call('0301234567');
    await settled();
    expect(carol.ringing.header('X-Deskline-Called')).toBe('+49 30 1234567');
    numbers.own('+49301234567', {});
    expect(causeOf(await finalOf('0301234567'))).toBe('404 not-found');
    expect(asked.at(-1), 'a dial plan may know it').toBe('+49301234567');
    world.subscribers.add({ ...elsewhere, isDisabled: true });
    numbers.own('+49301234567', { userId: elsewhere.userId });
    expect(causeOf(await finalOf('0301234567'))).toBe('404 not-found');
  });

  it('[NU10] extensions, names and unknown digits are asked for inside, in their plain form', async () => {
    for (const text of ['1 0 1', 'tel:101', 'bob', '999', '*97']) await finalOf(text);
    expect(asked).toEqual(['101', '101', 'bob', '999', '*97']);
  });
});

describe('emergency calls', () => {
  it('[EM1] [EM6] come before everything else, alert, and end with an unmistakable cause', async () => {
    numbers.extensions.add('112');
    const shadow = world.phone(world.person('Shadow', '112'));
    const response = await finalOf('112', [['X-Deskline-Site', 'berlin']]);
    expect(causeOf(response)).toBe('404 no-emergency-service');
    expect(response?.reason).toBe('No Emergency Calls Here - Use A Mobile Phone');
    expect(response?.headers.get('Retry-After')).toBeUndefined();
    expect(shadow.incoming).toEqual([]);
    expect(calledForHelp).toEqual([expect.objectContaining({ number: '112', siteId: 'berlin', address: expect.any(String) })]);
    expect(world.journal.last).toMatchObject({ cause: 'no-emergency-service', dialled: '112' });
  });

  it('[EM1] control: a number that is an extension and no emergency number rings', async () => {
    numbers.extensions.add('113');
    const other = world.phone(world.person('Other', '113'));
    const alice = world.phone(world.person('Alice', '100'));
    alice.call('113');
    await settled();
    expect(other.incoming).toHaveLength(1);
    expect(calledForHelp).toEqual([]);
  });

  it('[EM3] a database that is away does not stop them', async () => {
    const away = (): Promise<never> => Promise.reject(new Error('the database is away'));
    Object.assign(numbers, { placeOf: away, hasExtension: away });
    expect(causeOf(await finalOf('110'))).toBe('404 no-emergency-service');
    expect(calledForHelp).toEqual([expect.objectContaining({ number: '110' })]);
    const bob = world.phone(world.person('Bob', '101'));
    await finalOf('101');
    expect(bob.incoming, 'nor calls to colleagues').toHaveLength(1);
  });

  it('[EM3] no limit of calls stands in the way', async () => {
    const bob = world.person('Bob', '101');
    world.phone(bob);
    const alice = world.phone(world.person('Alice', '100'));
    for (let count = 0; count < 8; count += 1) alice.call('101');
    await settled();
    const ninth = alice.call('101');
    await settled();
    expect(causeOf(ninth.final), 'control').toBe('403 not-allowed');
    const help = alice.call('112');
    await settled();
    expect(causeOf(help.final)).toBe('404 no-emergency-service');
    expect(calledForHelp).toHaveLength(1);
  });
});
