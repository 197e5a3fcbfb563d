import { z } from 'zod';

/** Why a phone rings: somebody called this person, or a plan, a group or a queue rings them. */
export const ringReasonKinds = ['direct', 'plan', 'ring-group', 'queue', 'callback'] as const;
const ringReasonKindSchema = z.enum(ringReasonKinds);

/** `name`: of the plan, the group or the queue; empty for `direct`. */
export const ringReasonSchema = z.object({ kind: ringReasonKindSchema, name: z.string().max(200) });
export type RingReason = z.infer<typeof ringReasonSchema>;

/** How much a phone is told before the answer. */
const maxContextEntries = 8;
const maxContextCharacters = 200;

/** What `X-Deskline-Why` says. `context`: name → text, in the order to show. */
export const ringNewsSchema = z.object({ because: ringReasonSchema, context: z.record(z.string(), z.string()) });
export type RingNews = z.infer<typeof ringNewsSchema>;

/** As a header's value: JSON, percent-encoded, because names may be in any language and header values of SIP stacks may not. */
export function writeRingNews({ because, context }: RingNews): string {
  const entries = Object.entries(context)
    .slice(0, maxContextEntries)
    .map(([name, text]) => [clipped(name), clipped(text)]);
  const news: RingNews = { because: { kind: because.kind, name: clipped(because.name) }, context: Object.fromEntries(entries) };
  return encodeURIComponent(JSON.stringify(news));
}

/** undefined for what is not ours or not understood. */
export function readRingNews(value: string): RingNews | undefined {
  try {
    const parsed = ringNewsSchema.safeParse(JSON.parse(decodeURIComponent(value)));
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof URIError) return undefined;
    throw error;
  }
}

function clipped(text: string): string {
  return text.slice(0, maxContextCharacters).toWellFormed();
}
