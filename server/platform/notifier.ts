import type { z } from 'zod';
import type { Permission } from '../../protocol/identity/permissions.ts';

/** Notifications by name, as in `protocol/<domain>/notifications.ts`. */
export type NotificationCatalogue = Readonly<Record<string, z.ZodType>>;

/**
 * Pushes to the pages that people have open on `/ws`. Domains are given this port; the gateway implements it.
 * Fire and forget: who is not connected re-reads when it connects.
 */
export interface Notifier<Catalogue extends NotificationCatalogue> {
  /** To every page of one person. */
  toUser<Name extends keyof Catalogue & string>(
    to: { readonly tenantId: string; readonly userId: string },
    name: Name,
    data: z.infer<Catalogue[Name]>,
  ): void;
  /** To every page of everybody in a tenant. */
  toTenant<Name extends keyof Catalogue & string>(tenantId: string, name: Name, data: z.infer<Catalogue[Name]>): void;
}

/** As `Notifier`, to the pages of those in a tenant who have a right. */
export interface PermittedNotifier<Catalogue extends NotificationCatalogue> {
  toPermitted<Name extends keyof Catalogue & string>(
    to: { readonly tenantId: string; readonly permission: Permission },
    name: Name,
    data: z.infer<Catalogue[Name]>,
  ): void;
}
