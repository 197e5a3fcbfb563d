import { customerPages, isCustomerPageLanguage } from '../../../protocol/support/customer-pages.ts';

/** Where the pages are. */
export const customerPagePaths: ReadonlySet<string> = new Set(Object.values(customerPages).map((name) => `/${name}`));

/** The page in the language that the browser likes best of those that there is one for (RFC 9110 §12.5.4); of two liked alike, the first. */
export function customerPageFor(acceptLanguage: string | null): string {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map(wishOf)
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
  return `/${customerPages[wishes.map(({ language }) => language).find(isCustomerPageLanguage) ?? 'en']}`;
}

/** A quality that is none (RFC 9110 §12.4.2) counts as one that was not said. */
function wishOf(text: string): { readonly language: string; readonly quality: number } {
  const [range = '', ...parameters] = text.toLowerCase().split(';');
  const said = parameters.flatMap((parameter) => /^\s*q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/u.exec(parameter)?.[1] ?? []);
  return { language: range.trim().split('-')[0] ?? '', quality: Number(said[0] ?? 1) };
}

/** Whether an address belongs to customers: `/j` (with a spoken code), `/j/ROUTING-ID` (by link), `/see/ROUTING-ID` (with the camera). */
export function isCustomerPage(path: string): boolean {
  return customerPagePaths.has(path) || path === '/j' || path.startsWith('/j/') || path.startsWith('/see/');
}

/** The script that other sites load by a tag. */
export const cobrowseScript = '/cobrowse.js';
/** A page of ours that has the tag. */
const demoPage = '/cobrowse-demo.html';

/**
 * What a page's opener is cut off by (HTML Standard §7.1.3). Customers' pages may be opened by a site with our script tag, and talk with it;
 * all others have no opener and are nobody's.
 */
export function openerPolicyOf(path: string): 'same-origin' | 'same-origin-allow-popups' | 'unsafe-none' {
  if (path === demoPage) return 'same-origin-allow-popups';
  return isCustomerPage(path) ? 'unsafe-none' : 'same-origin';
}
