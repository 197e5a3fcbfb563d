import { z } from 'zod';

/** What a customer grants one by one. Chat needs none. */
export const capability = z.enum([
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
export type Capability = z.infer<typeof capability>;
