import { z } from 'zod';

/** Which devices this browser uses for what. Ids are the browser's, different per site and profile. */
export const deviceChoiceSchema = z.object({
  microphoneId: z.string().optional(),
  speakerId: z.string().optional(),
  ringerId: z.string().optional(),
  /** 0..1 */
  ringVolume: z.number().min(0).max(1).default(0.8),
  hasNoiseSuppression: z.boolean().default(true),
  hasEchoCancellation: z.boolean().default(true),
});
export type DeviceChoice = z.infer<typeof deviceChoiceSchema>;

const key = 'deskline.devices';

/** Reads the choice; what is missing or damaged gets its default. */
export function readDeviceChoice(storage: Pick<Storage, 'getItem'>): DeviceChoice {
  let json: unknown = {};
  try {
    json = JSON.parse(storage.getItem(key) ?? '{}');
  } catch (error) {
    // Damaged by hand or by another program: start anew.
    if (!(error instanceof SyntaxError)) throw error;
  }
  const parsed = deviceChoiceSchema.safeParse(json);
  return parsed.success ? parsed.data : deviceChoiceSchema.parse({});
}

export function writeDeviceChoice(storage: Pick<Storage, 'setItem'>, choice: DeviceChoice): void {
  storage.setItem(key, JSON.stringify(choice));
}
