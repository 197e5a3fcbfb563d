import type { PageHistory } from './history.ts';
import { matchPath } from './match-path.ts';
import { hrefOf, locationOf, type PageLocation } from './page-location.ts';

/** Decides whether a location may be shown. Gives the address to show instead, or nothing to go on. */
export type RouteGuard = (location: PageLocation) => Promise<string | undefined> | string | undefined;

/** What the router knows of a route; the app adds what to draw. */
export interface RouteRule {
  /** `/plans/:id`; parts with a colon match anything and become parameters. */
  path: string;
  guard?: RouteGuard;
}

/**
 * ```
 * starting ──▶ showing ◀──▶ failed        failed: a guard could not decide (server away); `retry` asks again
 * ```
 */
export type RouterState<Rule extends RouteRule> =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'showing';
      readonly location: PageLocation;
      /** Undefined: there is no such page. */
      readonly rule: Rule | undefined;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'failed'; readonly location: PageLocation; readonly failure: unknown };

export interface NavigateOptions {
  /** Takes the place of the current entry in the history: for filters, and for pages one should not come back to. */
  isReplacing?: boolean;
}

const MAX_REDIRECTS = 10;

/** Leads from address to page, asking the guards on the way. Knows no React and no feature. */
export class Router<Rule extends RouteRule> {
  readonly #rules: readonly Rule[];
  readonly #history: PageHistory;
  readonly #listeners = new Set<() => void>();
  #state: RouterState<Rule> = { kind: 'starting' };
  /** Only the newest way counts: a slow guard of an older one must not win. */
  #way = 0;

  constructor(rules: readonly Rule[], history: PageHistory) {
    this.#rules = rules;
    this.#history = history;
  }

  readonly state = (): RouterState<Rule> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Shows the address that the browser is at, and follows back and forward until the signal aborts. */
  async start(signal: AbortSignal): Promise<void> {
    this.#history.onMove(() => void this.#show(this.#history.read(), 'moved'), signal);
    await this.#show(this.#history.read(), 'moved');
  }

  /** Goes to an address of this site, e.g. `/admin/users?query=bob`. */
  async navigate(href: string, { isReplacing = false }: NavigateOptions = {}): Promise<void> {
    const wanted = locationOf(href);
    const how = isReplacing ? 'replace' : 'push';
    if (this.#state.kind === 'showing' && this.#state.location.path === wanted.path) {
      // At once: a search box that is written from the address would lose the letters typed while a guard is asked.
      this.#way += 1;
      this.#take({ ...this.#state, location: wanted }, how);
      return;
    }
    await this.#show(wanted, how);
  }

  /** Asks the guards of the current address again: somebody signed in or out, or the server is back. */
  async retry(): Promise<void> {
    await this.#show(this.#history.read(), 'moved');
  }

  async #show(wanted: PageLocation, how: 'push' | 'replace' | 'moved'): Promise<void> {
    this.#way += 1;
    const way = this.#way;
    const next = await this.#resolve(wanted);
    if (way === this.#way) this.#take(next, how);
  }

  #take(next: Exclude<RouterState<Rule>, { kind: 'starting' }>, how: 'push' | 'replace' | 'moved'): void {
    const href = hrefOf(next.location);
    if (href !== hrefOf(this.#history.read())) {
      if (how === 'push') this.#history.push(href);
      else this.#history.replace(href);
    }
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** Follows the guards' redirects to the location that may be shown. */
  async #resolve(wanted: PageLocation): Promise<Exclude<RouterState<Rule>, { kind: 'starting' }>> {
    let location = wanted;
    try {
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
        const { rule, params } = this.#find(location);
        const instead = await rule?.guard?.(location);
        if (instead === undefined) return { kind: 'showing', location, rule, params };
        location = locationOf(instead);
      }
    } catch (failure) {
      return { kind: 'failed', location, failure };
    }
    return { kind: 'failed', location, failure: new Error(`The guards lead in a circle, last to ${location.path}.`) };
  }

  #find({ path }: PageLocation): { rule: Rule | undefined; params: Readonly<Record<string, string>> } {
    for (const rule of this.#rules) {
      const params = matchPath(rule.path, path);
      if (params !== undefined) return { rule, params };
    }
    return { rule: undefined, params: {} };
  }
}
