import { createContext, type ReactNode } from 'react';

/** What another part of the product can do with an answered call. */
export interface AnsweredCall {
  /** The other party's name; undefined when only a number is known, or when there are several of them. */
  readonly name: string | undefined;
  /** The call that single-letter shortcuts act on. */
  readonly isCurrent: boolean;
}

/** Further buttons of an answered call, put there by the app. */
export const CallActions = createContext<(call: AnsweredCall) => ReactNode>(() => null);
