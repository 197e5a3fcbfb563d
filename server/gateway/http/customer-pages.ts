/** The build's page for customers of a support session, who have no account. */
export const customerPage = '/join.html';

/** Whether an address belongs to customers: `/j` (with a spoken code), `/j/ROUTING-ID` (by link), `/see/ROUTING-ID` (with the camera). */
export function isCustomerPage(path: string): boolean {
  return path === customerPage || path === '/j' || path.startsWith('/j/') || path.startsWith('/see/');
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
