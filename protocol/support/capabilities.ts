import { z } from 'zod';

/** What a customer allows one by one. Chat needs no permission. */
export const capabilitySchema = z.enum([
  'view',
  'point',
  'control',
  'clipboard',
  'files',
  'camera',
  'voice',
  'diagnostics',
  'record',
  'second-expert',
]);
export type Capability = z.infer<typeof capabilitySchema>;
