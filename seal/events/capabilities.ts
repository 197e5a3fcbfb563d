import type { z } from 'zod';
import { capabilityNameSchema } from '../../protocol/support/states.ts';

/** What a customer grants one by one; the server knows the same names, for its reports. Chat needs none. */
export const capability = capabilityNameSchema;
export type Capability = z.infer<typeof capability>;
