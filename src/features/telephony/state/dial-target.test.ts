import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../protocol/telephony/phone.ts';
import { dialTargetOf } from './dial-target.ts';
import { fits, PeopleStore } from './people-store.ts';

const person = (displayName: string, loginName: string, ...extensions: string[]): Person => ({
  userId: loginName,
  displayName,
  loginName,
  extensions,
  presence: 'available',
});
const bob = person('Bob Müller', 'bob', '101');
const bobby = person('Bobby Brown', 'bobby', '105');
const people = [bob, bobby];

describe('whom what was typed means', () => {
  it('[SP60] a number is dialled without its decoration, with the name of who has it', () => {
    expect(dialTargetOf(' 101 ', people)).toEqual({ number: '101', displayName: 'Bob Müller' });
    expect(dialTargetOf('+49 (30) 123-45.67', people)).toEqual({ number: '+49301234567', displayName: '' });
    expect(dialTargetOf('*72#', people).number).toBe('*72#');
  });

  it('[SP60] a name means the exact person before the best match', () => {
    expect(dialTargetOf('bobby', people).number).toBe('105');
    expect(dialTargetOf('Bob', people).number).toBe('101');
    expect(dialTargetOf('Bobb', [bobby]).number).toBe('105');
  });

  it('[SP60] a name of nobody is sent as typed, for the server to say so', () => {
    expect(dialTargetOf('Zoe', [])).toEqual({ number: 'Zoe', displayName: '' });
  });

  it('[SP61] people are found by the beginnings of their words, without accents, and by extension', () => {
    for (const query of ['mull', 'bob mü', 'MÜLLER', '10', 'bob']) expect(fits(bob, query), query).toBe(true);
    for (const query of ['uller', '01', 'bob x']) expect(fits(bob, query), query).toBe(false);
  });

  it('[SP61] what is known is shown at once and stays when the server is away', async () => {
    let isUp = true;
    const store = new PeopleStore({ findPeople: () => (isUp ? Promise.resolve(people) : Promise.reject(new Error('away'))) });
    await store.search('');
    isUp = false;
    const searching = store.search('bobby');
    expect(store.view.getState().items).toEqual([bobby]);
    await searching;
    expect(store.view.getState()).toMatchObject({ state: 'offline', items: [bobby] });
    store.handlePresence('bobby', 'in-call');
    expect(store.view.getState().items[0]?.presence).toBe('in-call');
  });
});
