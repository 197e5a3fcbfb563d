import { parentPort } from 'node:worker_threads';
import { keepTime } from './keep-time.ts';
import { PlayerTable } from './player-table.ts';

/** Entry of the ticker's thread: time is kept here, away from everything that can hold the main thread up. */
if (parentPort) keepTime(parentPort, (originMs) => new PlayerTable(originMs));
