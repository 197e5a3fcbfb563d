import { parentPort } from 'node:worker_threads';
import { keepTime } from '../prompts/keep-time.ts';
import { MixTable } from './mix-table.ts';

/** Entry of the mixer's thread: decoding, adding and encoding happen here, and time is kept here. */
if (parentPort) keepTime(parentPort, (originMs) => new MixTable(originMs));
