/** The build's page for customers of a support session, who have no account. */
export const customerPage = '/join.html';

/** Whether an address belongs to customers: `/j` (with a spoken code), `/j/ROUTING-ID` (by link), `/see/ROUTING-ID` (with the camera). */
export function isCustomerPage(path: string): boolean {
  return path === customerPage || path === '/j' || path.startsWith('/j/') || path.startsWith('/see/');
}
