import { z } from 'zod';

/** A place from which one may call for help, with the address that help would be sent to. */
export const emergencySiteSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** In one line; empty when nobody entered one. */
  address: z.string(),
});
export type EmergencySite = z.infer<typeof emergencySiteSchema>;

/** GET /api/phone/emergency: what the dialler shows before an emergency call goes out. */
export const emergencyFactsSchema = z.object({
  /** Digits that call for help where this person is. */
  numbers: z.array(z.string()),
  sites: z.array(emergencySiteSchema),
  /** The person's site, else the tenant's default one; null when there is none. */
  ownSiteId: z.string().nullable(),
  /** The site whose known networks this page's network is one of; null when it is none of them. */
  siteOfNetworkId: z.string().nullable(),
  /** Names the network that this page is in, without saying its address: the browser remembers where its person was in it. */
  network: z.string(),
});
export type EmergencyFacts = z.infer<typeof emergencyFactsSchema>;

/**
 * POST /api/phone/emergency: the person calls for help from a page; 204. Beside the call itself, which a missing microphone or a lost
 * registration may keep from reaching the server. `invalid-fields` with `number` when it is none of `numbers`.
 */
export const emergencyReportSchema = z.object({ number: z.string().min(1).max(20), siteId: z.uuid().nullable() });
export type EmergencyReport = z.infer<typeof emergencyReportSchema>;

/** Somebody dialled an emergency number. */
export const emergencyAlertSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  callerName: z.string(),
  /** The extension to call back; a login name where there is none. */
  callerNumber: z.string(),
  /** The emergency number. */
  number: z.string(),
  siteName: z.string(),
  siteAddress: z.string(),
  /** The person said that they are there, or their network is one of the site's. */
  isPlaceSure: z.boolean(),
});
export type EmergencyAlert = z.infer<typeof emergencyAlertSchema>;

/** GET /api/emergency-alerts → { items }: those that nobody acknowledged, newest first. POST /api/emergency-alerts/{id}/acknowledge: 204. */
export const emergencyAlertListSchema = z.object({ items: z.array(emergencyAlertSchema) });
