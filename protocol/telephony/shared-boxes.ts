import { z } from 'zod';
import { memberNameSchema } from './groups.ts';
import { greetingChoiceSchema } from './greetings.ts';

const hasNobodyTwice = (members: readonly string[]): boolean => new Set(members).size === members.length;

/** What an admin says of a box that several people listen to. */
export const sharedBoxFieldsSchema = z.object({
  name: z.string().trim().min(1).max(120),
  members: z.array(z.uuid()).max(200).refine(hasNobodyTwice, 'twice'),
  /** The longest message. */
  maxMessageSeconds: z.number().int().min(10).max(3_600),
  /** As many as it holds; then it says that it is full. */
  maxMessages: z.number().int().min(1).max(1_000),
  /** What its members are told of by mail. */
  emailNotice: z.enum(['none', 'notice', 'with-audio']),
});
export type SharedBoxFields = z.infer<typeof sharedBoxFieldsSchema>;
export const sharedBoxDefaults: Omit<SharedBoxFields, 'name'> = {
  members: [],
  maxMessageSeconds: 180,
  maxMessages: 100,
  emailNotice: 'none',
};

const { members, maxMessageSeconds, maxMessages, emailNotice } = sharedBoxFieldsSchema.shape;
/** POST /api/admin/voicemail-boxes: everything but the name may be left out. */
export const newSharedBoxSchema = sharedBoxFieldsSchema.extend({
  members: members.default(sharedBoxDefaults.members),
  maxMessageSeconds: maxMessageSeconds.default(sharedBoxDefaults.maxMessageSeconds),
  maxMessages: maxMessages.default(sharedBoxDefaults.maxMessages),
  emailNotice: emailNotice.default(sharedBoxDefaults.emailNotice),
});

export const sharedBoxSchema = sharedBoxFieldsSchema.extend({
  id: z.uuid(),
  /** How it chooses what callers hear; changed by PATCH /api/voicemail/boxes/{id}. */
  greetings: greetingChoiceSchema,
  /** Messages that nobody heard, and all that are not deleted. */
  newCount: z.number().int(),
  messageCount: z.number().int(),
  /** Dial plans that lead to it, by name. While there are any it cannot be deleted (`in-use`). */
  usedBy: z.array(z.string()),
  version: z.number().int(),
});
export type SharedBox = z.infer<typeof sharedBoxSchema>;
/** GET /api/admin/voicemail-boxes, by name. `people` names everybody who is a member of any. */
export const sharedBoxListSchema = z.object({
  items: z.array(sharedBoxSchema),
  people: z.array(memberNameSchema),
  /** A mail server is configured. */
  isMailPossible: z.boolean(),
});
/** PUT /api/admin/voicemail-boxes/{id}, with the version that was read. */
export const updateSharedBoxSchema = sharedBoxFieldsSchema.extend({ version: z.number().int() });
