import { parentPort } from 'node:worker_threads';
import { PlayerTable } from './player-table.ts';
import { untilNextTick } from './schedule.ts';
import type { TickerCommand } from './ticker-messages.ts';

/** Entry of the ticker's thread: time is kept here, away from everything that can hold the main thread up. */
function run(port: NonNullable<typeof parentPort>): void {
  const originMs = performance.now();
  const table = new PlayerTable(originMs);
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

  port.on('message', (command: TickerCommand) => {
    if (command.kind === 'frames') table.addFrames(command.key, command.frames);
    else if (command.kind === 'forget') table.forget(command.key);
    else if (command.kind === 'stop') table.stop(command.id);
    else table.start(command, performance.now());
    if (isTicking || table.size === 0) return;
    isTicking = true;
    tick();
  });
}

if (parentPort) run(parentPort);
