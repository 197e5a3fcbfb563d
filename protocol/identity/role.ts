import { z } from 'zod';

/** Roles from least to most; each includes what the one before may do. */
export const roles = ['user', 'agent', 'supervisor', 'admin', 'super_admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;
