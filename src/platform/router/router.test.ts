import { describe, expect, it } from 'vitest';
import type { PageHistory } from './history.ts';
import { matchPath } from './match-path.ts';
import { hrefOf, locationOf } from './page-location.ts';
import { Router, type RouteRule } from './router.ts';

/** A browser's history without a browser. */
class FakeHistory implements PageHistory {
  entries: string[];
  index = 0;
  #listener: () => void = () => undefined;

  constructor(start: string) {
    this.entries = [start];
  }

  read() {
    return locationOf(this.entries[this.index] ?? '/');
  }

  push(href: string): void {
    this.entries = [...this.entries.slice(0, this.index + 1), href];
    this.index += 1;
  }

  replace(href: string): void {
    this.entries[this.index] = href;
  }

  onMove(listener: () => void): void {
    this.#listener = listener;
  }

  move(steps: number): void {
    this.index += steps;
    this.#listener();
  }
}

async function at(start: string, rules: readonly RouteRule[]) {
  const history = new FakeHistory(start);
  const router = new Router(rules, history);
  await router.start(new AbortController().signal);
  return { history, router };
}

async function settled(router: Router<RouteRule>, href: string): Promise<void> {
  await expect.poll(() => shown(router)).toBe(href);
}

function shown(router: Router<RouteRule>): string {
  const state = router.state();
  return state.kind === 'showing' ? hrefOf(state.location) : state.kind;
}

const open: readonly RouteRule[] = [{ path: '/' }, { path: '/phone' }, { path: '/plans/:id' }];

describe('addresses', () => {
  it('[UI70] match by their parts', () => {
    expect(matchPath('/plans/:id', '/plans/7')).toEqual({ id: '7' });
    expect(matchPath('/plans/:id', '/plans/a%20b')).toEqual({ id: 'a b' });
    expect(matchPath('/plans/:id', '/plans')).toBeUndefined();
    expect(matchPath('/plans/:id', '/plans/')).toBeUndefined();
    expect(matchPath('/plans/:id', '/plans/7/8')).toBeUndefined();
    expect(matchPath('/plans/:id', '/plans/%zz')).toBeUndefined();
    expect(matchPath('/', '/')).toEqual({});
  });

  it('a trailing slash and a hash make no other page', () => {
    expect(locationOf('/phone/?a=b?c#d')).toEqual({ path: '/phone', search: 'a=b?c' });
    expect(locationOf('')).toEqual({ path: '/', search: '' });
  });
});

describe('going', () => {
  it('[UI71] push leaves a way back, replace does not', async () => {
    const { router, history } = await at('/', open);
    await router.navigate('/phone');
    await router.navigate('/phone?query=bob', { isReplacing: true });
    expect(history.entries).toEqual(['/', '/phone?query=bob']);
    history.move(-1);
    await settled(router, '/');
  });

  it('[UI72] an unknown address is shown as such, with its address kept', async () => {
    const { router, history } = await at('/nowhere', open);
    expect(router.state()).toMatchObject({ kind: 'showing', rule: undefined });
    expect(history.entries).toEqual(['/nowhere']);
  });

  it('[UI77] other parameters of the page are taken at once, without its guard', async () => {
    let asked = 0;
    const guard = () => {
      asked += 1;
      return Promise.resolve(undefined);
    };
    const { router, history } = await at('/plans/1', [{ path: '/plans/:id', guard }]);
    for (const typed of ['t', 'ty', 'typ']) {
      void router.navigate(`/plans/1?query=${typed}`, { isReplacing: true });
      expect(shown(router)).toBe(`/plans/1?query=${typed}`);
    }
    expect(history.entries).toEqual(['/plans/1?query=typ']);
    expect(asked).toBe(1);
    await router.navigate('/plans/2?query=typ');
    expect(asked).toBe(2);
  });

  it('[UI77] other parameters win over a page whose guard is still asked', async () => {
    const slow = Promise.withResolvers<undefined>();
    const { router } = await at('/phone', [{ path: '/phone' }, { path: '/slow', guard: () => slow.promise }]);
    const older = router.navigate('/slow');
    await router.navigate('/phone?query=bob');
    slow.resolve(undefined);
    await older;
    expect(shown(router)).toBe('/phone?query=bob');
  });

  it('the same address twice is one entry', async () => {
    const { router, history } = await at('/', open);
    await router.navigate('/phone');
    await router.navigate('/phone');
    expect(history.entries).toEqual(['/', '/phone']);
  });
});

describe('guards', () => {
  it('[UI73] lead elsewhere without leaving the refused address in the history', async () => {
    let isSignedIn = false;
    const rules = [{ path: '/login' }, { path: '/phone', guard: () => (isSignedIn ? undefined : '/login?next=%2Fphone') }];
    const { router, history } = await at('/phone', rules);
    expect(history.entries).toEqual(['/login?next=%2Fphone']);
    isSignedIn = true;
    await router.navigate('/phone', { isReplacing: true });
    expect(history.entries).toEqual(['/phone']);
    isSignedIn = false;
    await router.retry();
    expect(shown(router)).toBe('/login?next=%2Fphone');
  });

  it('[UI74] one that cannot decide fails the page, and a retry asks again', async () => {
    let isServerAway = true;
    const guard = (): undefined => {
      if (isServerAway) throw new Error('away');
    };
    const { router, history } = await at('/phone', [{ path: '/phone', guard }]);
    expect(router.state().kind).toBe('failed');
    isServerAway = false;
    await router.retry();
    expect(shown(router)).toBe('/phone');
    expect(history.entries).toEqual(['/phone']);
  });

  it('that lead in a circle fail the page instead of the browser', async () => {
    const rules = [
      { path: '/a', guard: () => '/b' },
      { path: '/b', guard: () => '/a' },
    ];
    const { router } = await at('/a', rules);
    expect(router.state()).toMatchObject({ kind: 'failed', failure: { message: expect.stringContaining('circle') } });
  });

  it('[UI75] a slow one of an older way does not win over a newer way', async () => {
    const slow = Promise.withResolvers<undefined>();
    const { router, history } = await at('/', [{ path: '/' }, { path: '/slow', guard: () => slow.promise }, { path: '/phone' }]);
    const older = router.navigate('/slow');
    await router.navigate('/phone');
    slow.resolve(undefined);
    await older;
    expect(shown(router)).toBe('/phone');
    expect(history.entries).toEqual(['/', '/phone']);
  });
});
