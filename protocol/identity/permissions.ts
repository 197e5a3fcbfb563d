import { roles, type Role } from './role.ts';

/** Everything that a person may be allowed to do, and the least role that includes it. */
export const permissionTable = {
  'phone.use': 'user',
  'people.read': 'user',
  'calls.read-own': 'user',
  'voicemail.use': 'user',
  // Who may serve which queue is decided by its list of members.
  'queue.serve': 'user',
  'callbacks.manage': 'supervisor',
  'calls.read-all': 'supervisor',
  'schedules.override': 'supervisor',
  'recordings.read-own': 'user',
  'recordings.read-all': 'supervisor',
  'recordings.hold': 'admin',
  'recordings.set-policy': 'admin',
  'recordings.seal': 'admin',
  // Giving remote support.
  'support.serve': 'user',
  'support.read-all': 'supervisor',
  'support.manage': 'admin',
  // Keeping a session's content from being deleted.
  'support.hold': 'admin',
  'users.read': 'admin',
  'users.create': 'admin',
  'users.update': 'admin',
  'users.delete': 'admin',
  'users.reset-password': 'admin',
  'extensions.read': 'admin',
  'extensions.create': 'admin',
  'extensions.update': 'admin',
  'extensions.delete': 'admin',
  'groups.read': 'supervisor',
  'groups.update': 'admin',
  'shared-boxes.read': 'supervisor',
  'shared-boxes.update': 'admin',
  'prompts.read': 'supervisor',
  'prompts.update': 'admin',
  'numbers.read': 'admin',
  'numbers.create': 'admin',
  'numbers.update': 'admin',
  'numbers.delete': 'admin',
  'emergency.handle': 'admin',
  'devices.read': 'admin',
  'devices.update': 'admin',
  'sites.read': 'admin',
  'sites.update': 'admin',
  'pbxs.read': 'admin',
  'pbxs.update': 'admin',
  'plans.read': 'admin',
  'plans.update': 'admin',
  'plans.publish': 'admin',
  'audit.read': 'admin',
  // Signing in after the organisation's end.
  'tenant.stay': 'admin',
  'tenant.end': 'super_admin',
  'roles.grant-super-admin': 'super_admin',
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof permissionTable;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant are what its type says
export const permissions = Object.keys(permissionTable) as readonly Permission[];

/** Whether `role` includes `permission`. The only place where rights are decided, in server and browser alike. */
export function can(role: Role, permission: Permission): boolean {
  return roles.indexOf(role) >= roles.indexOf(permissionTable[permission]);
}

/** Whether `actor` may give `target` to somebody: nobody grants what they lack. */
export function canGrantRole(actor: Role, target: Role): boolean {
  if (target === 'super_admin') return can(actor, 'roles.grant-super-admin');
  return can(actor, 'users.update') && roles.indexOf(target) <= roles.indexOf(actor);
}
