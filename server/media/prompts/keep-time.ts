import type { MessagePort } from 'node:worker_threads';
import { untilNextTick } from './schedule.ts';

/** What a thread that keeps time works on: players, or rooms of a mixer. */
export interface TimedTable<Command> {
  /** How many there are that need ticks; none stops the clock. */
  readonly size: number;
  handle(command: Command, nowMs: number): void;
  /** What falls due; undefined when that is nothing. The bytes are handed over, not copied. */
  tick(nowMs: number): { readonly bytes: ArrayBuffer } | undefined;
}

/** Runs a thread whose table does what the main thread commands, and reports on each tick. `originMs` is where the phases begin. */
export function keepTime<Command>(port: MessagePort, tableFrom: (originMs: number) => TimedTable<Command>): void {
  const originMs = performance.now();
  const table = tableFrom(originMs);
  let isTicking = false;

  const tick = (): void => {
    const report = table.tick(performance.now());
    if (report) port.postMessage(report, [report.bytes]);
    isTicking = table.size > 0;
    if (isTicking) setTimeout(tick, untilNextTick(performance.now(), originMs));
  };

  port.on('message', (command: Command) => {
    table.handle(command, performance.now());
    if (!isTicking && table.size > 0) tick();
  });
}
