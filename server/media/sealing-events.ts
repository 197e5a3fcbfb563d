/** What is told over the bus of a tenant's keys, after it is stored. */
export interface SealingEvents {
  /** The tenant removed an approved browser. */
  'sealing.browser-removed': { readonly tenantId: string; readonly browserId: string };
}
