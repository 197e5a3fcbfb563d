import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { holidaysOf } from './holidays-ics.ts';

// A stranger's repetition rule can keep a parser busy for ever: this thread can be ended, the server's cannot.
const orderSchema = z.object({ text: z.string(), options: z.object({ timeZone: z.string(), period: z.string(), today: z.string() }) });
const { text, options } = orderSchema.parse(workerData);
parentPort?.postMessage(holidaysOf(text, options), []);
