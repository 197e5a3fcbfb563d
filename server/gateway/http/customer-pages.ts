/** The build's page for customers of a support session, who have no account: by language, with its words in it. */
export const customerPages = { en: '/join.html', de: '/join.de.html' } as const;
type PageLanguage = keyof typeof customerPages;
const files: ReadonlySet<string> = new Set(Object.values(customerPages));

/** The page in the first language of the browser's that there is one for (RFC 9110 §12.5.4); browsers name what they like best first. */
export function customerPageFor(acceptLanguage: string | null): string {
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => wish.trim().toLowerCase().split(/[-;]/u)[0] ?? '');
  return customerPages[wishes.find(isPageLanguage) ?? 'en'];
}

function isPageLanguage(language: string): language is PageLanguage {
  return Object.hasOwn(customerPages, language);
}

/** Whether an address belongs to customers: `/j` (with a spoken code), `/j/ROUTING-ID` (by link), `/see/ROUTING-ID` (with the camera). */
export function isCustomerPage(path: string): boolean {
  return files.has(path) || path === '/j' || path.startsWith('/j/') || path.startsWith('/see/');
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
