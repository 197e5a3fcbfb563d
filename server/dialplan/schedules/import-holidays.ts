import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { scheduleExceptionSchema } from '../../../protocol/dialplan/schedule.ts';
import type { IcsHolidays, IcsOptions } from './holidays-ics.ts';

const answerSchema = z.object({ exceptions: z.array(scheduleExceptionSchema), skipped: z.number() });
const maxMs = 5_000;

/** Reads a calendar in a thread of its own that lives 5 s at most. Undefined when it is no calendar, or takes longer. */
export function importHolidays(text: string, options: IcsOptions): Promise<IcsHolidays | undefined> {
  const thread = new Worker(new URL('./holidays-thread.ts', import.meta.url), {
    workerData: { text, options },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  });
  return new Promise((resolve) => {
    // Real time: the thread works in it, whatever the server's clock says.
    const limit = setTimeout(() => resolve(undefined), maxMs);
    thread.once('message', (answer: unknown) => resolve(answerSchema.safeParse(answer).data));
    thread.once('error', () => resolve(undefined));
    thread.once('exit', () => {
      clearTimeout(limit);
      resolve(undefined);
    });
  }).then(async (holidays: unknown) => {
    await thread.terminate();
    return answerSchema.optional().parse(holidays);
  });
}
