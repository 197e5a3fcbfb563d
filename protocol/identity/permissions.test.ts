import { describe, expect, it } from 'vitest';
import { can, canGrantRole, permissions, permissionTable } from './permissions.ts';
import { roles } from './role.ts';

describe('permissions', () => {
  it('[ID20] each role has exactly what its row and those below give', () => {
    for (const permission of permissions) {
      const least = roles.indexOf(permissionTable[permission]);
      for (const [rank, role] of roles.entries()) expect(can(role, permission), `${role} ${permission}`).toBe(rank >= least);
    }
    expect(can('user', 'phone.use')).toBe(true);
    expect(can('supervisor', 'users.read')).toBe(false);
    expect(can('admin', 'roles.grant-super-admin')).toBe(false);
  });

  it('[ID21] nobody grants what they lack', () => {
    const grants = roles.map((actor) => roles.filter((target) => canGrantRole(actor, target)));
    expect(grants).toEqual([[], [], [], ['user', 'agent', 'supervisor', 'admin'], [...roles]]);
  });
});
