import { describe, expect, it } from 'vitest';
import type { Me } from '../../../../protocol/identity/session.ts';
import { ApiFailure, type FailureCode } from '../../../platform/http/api-failure.ts';
import { SessionStore, type SessionCalls } from './session-store.ts';

const alice: Me = {
  userId: 'u1',
  email: 'alice@acme.test',
  displayName: 'Alice Adams',
  role: 'user',
  tenant: { id: 't1', name: 'Acme', slug: 'acme' },
  mustChangePassword: false,
  csrfToken: 'c',
  extensions: ['100'],
  protocolVersion: 1,
};

function refusal(code: FailureCode): ApiFailure {
  return new ApiFailure(code, 'GET /api/session');
}

/** A server with one account whose answers the test chooses. */
class FakeServer implements SessionCalls {
  signedIn: Me | undefined;
  failure: FailureCode | undefined;
  questions = 0;

  async me(): Promise<Me> {
    this.questions += 1;
    if (this.failure !== undefined) throw refusal(this.failure);
    if (this.signedIn === undefined) throw refusal('not-signed-in');
    return this.signedIn;
  }

  async signIn(_email: string, password: string): Promise<Me> {
    if (this.failure !== undefined) throw refusal(this.failure);
    if (password !== 'right') throw refusal('wrong-credentials');
    this.signedIn = alice;
    return alice;
  }

  async signOut(): Promise<void> {
    if (this.failure !== undefined) throw refusal(this.failure);
    this.signedIn = undefined;
  }
}

function setUp() {
  const server = new FakeServer();
  const store = new SessionStore(server, (failure) => failure instanceof ApiFailure && failure.code === 'not-signed-in');
  const states: string[] = [];
  store.subscribe(() => states.push(store.state().kind));
  return { server, store, states };
}

describe('loading', () => {
  it('[UI10] finds out who is signed in, once for many who ask at once', async () => {
    const { server, store } = setUp();
    server.signedIn = alice;
    await Promise.all([store.ensureLoaded(), store.ensureLoaded(), store.reload()]);
    expect(store.me).toEqual(alice);
    expect(server.questions).toBe(1);
    await store.ensureLoaded();
    expect(server.questions).toBe(1);
  });

  it('[UI11] a server that is away leaves the question open: nobody is sent to the sign-in page for it', async () => {
    const { server, store } = setUp();
    server.failure = 'no-answer';
    await expect(store.ensureLoaded()).rejects.toMatchObject({ code: 'no-answer' });
    expect(store.state().kind).toBe('unknown');
    server.failure = undefined;
    server.signedIn = alice;
    await store.ensureLoaded();
    expect(store.state().kind).toBe('signed-in');
  });

  it('somebody signed in stays so when a later reload gets no answer', async () => {
    const { server, store } = setUp();
    await store.signIn('alice@acme.test', 'right');
    server.failure = 'unavailable';
    await expect(store.reload()).rejects.toMatchObject({ code: 'unavailable' });
    expect(store.state().kind).toBe('signed-in');
  });
});

describe('signing in and out', () => {
  it('a wrong password changes nothing', async () => {
    const { store, states } = setUp();
    await expect(store.signIn('alice@acme.test', 'wrong')).rejects.toMatchObject({ code: 'wrong-credentials' });
    expect(states).toEqual([]);
    await store.signIn('alice@acme.test', 'right');
    expect(states).toEqual(['signed-in']);
  });

  it('[UI12] counts as signed out only after the server agreed', async () => {
    const { server, store } = setUp();
    await store.signIn('alice@acme.test', 'right');
    server.failure = 'no-answer';
    await expect(store.signOut()).rejects.toMatchObject({ code: 'no-answer' });
    expect(store.state().kind).toBe('signed-in');
    server.failure = 'not-signed-in';
    await store.signOut();
    expect(store.state()).toEqual({ kind: 'signed-out' });
  });

  it('[UI13] the first reason of an end is the one that is told', async () => {
    const { store, states } = setUp();
    await store.signIn('alice@acme.test', 'right');
    store.handleEnded('disabled');
    store.handleEnded('expired');
    expect(store.state()).toEqual({ kind: 'signed-out', reason: 'disabled' });
    expect(states).toEqual(['signed-in', 'signed-out']);
  });

  it('an end that nobody was signed in for is none', async () => {
    const { store, states } = setUp();
    store.handleEnded('expired');
    expect(states).toEqual([]);
    expect(store.state().kind).toBe('unknown');
  });
});

describe('changes of the person', () => {
  it('a password that must be changed and a language are noted, and only for somebody signed in', async () => {
    const { store } = setUp();
    store.handlePasswordChangeRequired();
    expect(store.me).toBeUndefined();
    await store.signIn('alice@acme.test', 'right');
    store.handlePasswordChangeRequired();
    store.handleLanguageChanged('de');
    expect(store.me).toMatchObject({ mustChangePassword: true, language: 'de', userId: 'u1' });
  });
});
