import { parentPort } from 'node:worker_threads';
import { untilNextTick } from '../prompts/schedule.ts';
import { MixTable } from './mix-table.ts';
import type { MixCommand } from './mixer-messages.ts';

/** Entry of the mixer's thread: decoding, adding and encoding happen here, and time is kept here. */
function run(port: NonNullable<typeof parentPort>): void {
  const originMs = performance.now();
  const table = new MixTable(originMs);
  let isTicking = false;

  const tick = (): void => {
    const report = table.tick(performance.now());
    if (report) port.postMessage(report, [report.bytes]);
    if (table.size === 0) {
      isTicking = false;
      return;
    }
    setTimeout(tick, untilNextTick(performance.now(), originMs));
  };

  port.on('message', (command: MixCommand) => {
    table.handle(command, performance.now());
    if (isTicking || table.size === 0) return;
    isTicking = true;
    tick();
  });
}

if (parentPort) run(parentPort);
