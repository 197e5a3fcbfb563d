import type { Page } from '@playwright/test';
import { Customer } from '../../../e2e/fixtures/customer.ts';
import { Person, type Machine } from '../../../e2e/fixtures/person.ts';
import { demoPassword, type Product } from '../../../e2e/fixtures/product.ts';
import { SignInPage } from '../../../e2e/pages/sign-in-page.ts';
import { SupportPage } from '../../../e2e/pages/support-page.ts';

export interface OpenSession {
  readonly expert: SupportPage;
  readonly customer: Customer;
  readonly close: () => Promise<void>;
}

export interface SessionOptions {
  /** Before a page is opened. */
  readonly prepare?: (page: Page) => Promise<void>;
  /** The customer's; else everybody sits at ours. */
  readonly machine?: Machine;
  /** Where both find the server; as a rule at its own address. */
  readonly origin?: string;
  /** A camera by link, held by a customer with a phone; as a rule it is about a screen. */
  readonly isCamera?: boolean;
}

/** An expert with a link, and a customer who has not opened it yet. */
export async function invited(
  product: Product,
  { prepare, machine, origin = machine?.origin ?? product.url, isCamera = false }: SessionOptions = {},
): Promise<OpenSession & { readonly link: string }> {
  const alice = await Person.arrive(product, 'alice', { secureOrigin: origin });
  await prepare?.(alice.page);
  await new SignInPage(alice.page, origin).signIn(alice.who.email, demoPassword);
  const expert = new SupportPage(alice.page, origin);
  const customer = await Customer.arrive({ isPhone: isCamera, ...(machine ? { machine } : {}) });
  await prepare?.(customer.page);
  const { link } = await (isCamera ? expert.begin('New camera session') : expert.begin());
  return {
    expert,
    customer,
    link,
    close: async () => void (await Promise.all([customer.leave(), alice.leave()])),
  };
}

/** Both in a sealed session, by the clicks of people. */
export async function inSession(product: Product, options: SessionOptions = {}): Promise<OpenSession> {
  const session = await invited(product, options);
  await session.customer.join(session.link);
  await session.expert.isSealed();
  return session;
}

/** Shares the screen and waits until the expert's page has a picture. */
export async function sharing({ expert, customer }: OpenSession): Promise<void> {
  await customer.shareScreen();
  await expert.page.waitForFunction(() => (document.querySelector('video')?.videoWidth ?? 0) > 0, undefined, { timeout: 20_000 });
}
