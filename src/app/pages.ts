import { can, type Permission } from '../../protocol/identity/permissions.ts';
import type { Role } from '../../protocol/identity/role.ts';

/** A page that one can go to, with the right that it needs. */
export interface PageEntry {
  path:
    | '/phone'
    | '/test'
    | '/recordings'
    | '/plans'
    | '/support'
    | '/admin/users'
    | '/admin/extensions'
    | '/admin/numbers'
    | '/admin/devices'
    | '/admin/pbxs'
    | '/admin/ring-groups'
    | '/admin/queues'
    | '/admin/voicemail'
    | '/admin/sites'
    | '/admin/prompts'
    | '/admin/sealing'
    | '/admin/retention'
    | '/admin/audit'
    | '/admin/organisation'
    | '/account/sessions'
    | '/account/notices'
    | '/account/password';
  /** Key of its name in the shell's words, under `nav`, and of its icon. */
  word:
    | 'phone'
    | 'test'
    | 'recordings'
    | 'plans'
    | 'support'
    | 'users'
    | 'extensions'
    | 'numbers'
    | 'devices'
    | 'pbxs'
    | 'ringGroups'
    | 'queues'
    | 'sharedBoxes'
    | 'sites'
    | 'prompts'
    | 'sealing'
    | 'retention'
    | 'audit'
    | 'organisation'
    | 'sessions'
    | 'notices'
    | 'password';
  permission?: Permission;
}

export const phonePages: readonly PageEntry[] = [
  { path: '/phone', word: 'phone', permission: 'phone.use' },
  { path: '/test', word: 'test' },
];

export const recordingPages: readonly PageEntry[] = [{ path: '/recordings', word: 'recordings', permission: 'recordings.read-own' }];

export const planPages: readonly PageEntry[] = [{ path: '/plans', word: 'plans', permission: 'plans.read' }];

export const supportPages: readonly PageEntry[] = [{ path: '/support', word: 'support', permission: 'support.serve' }];

export const adminPages: readonly PageEntry[] = [
  { path: '/admin/users', word: 'users', permission: 'users.read' },
  { path: '/admin/extensions', word: 'extensions', permission: 'extensions.read' },
  { path: '/admin/numbers', word: 'numbers', permission: 'numbers.read' },
  { path: '/admin/devices', word: 'devices', permission: 'devices.read' },
  { path: '/admin/pbxs', word: 'pbxs', permission: 'pbxs.read' },
  { path: '/admin/ring-groups', word: 'ringGroups', permission: 'groups.read' },
  { path: '/admin/queues', word: 'queues', permission: 'groups.read' },
  { path: '/admin/voicemail', word: 'sharedBoxes', permission: 'shared-boxes.read' },
  { path: '/admin/sites', word: 'sites', permission: 'sites.read' },
  { path: '/admin/prompts', word: 'prompts', permission: 'prompts.read' },
  { path: '/admin/sealing', word: 'sealing', permission: 'recordings.seal' },
  { path: '/admin/retention', word: 'retention', permission: 'support.manage' },
  { path: '/admin/audit', word: 'audit', permission: 'audit.read' },
  { path: '/admin/organisation', word: 'organisation', permission: 'tenant.stay' },
];

export const accountPages: readonly PageEntry[] = [
  { path: '/account/sessions', word: 'sessions' },
  { path: '/account/notices', word: 'notices' },
  { path: '/account/password', word: 'password' },
];

/** The pages of a list that a role may see. */
export function pagesFor(role: Role, pages: readonly PageEntry[]): readonly PageEntry[] {
  return pages.filter((page) => page.permission === undefined || can(role, page.permission));
}
