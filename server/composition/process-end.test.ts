import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../platform/clock.fake.ts';
import { createLogger } from '../platform/logger.ts';
import { lastResort, stopOnSignals } from './process-end.ts';

function watched() {
  const source = new EventEmitter();
  const clock = new FakeClock();
  const stopping = Promise.withResolvers<void>();
  const stops: string[] = [];
  const exits: number[] = [];
  const stop = (why: string): Promise<void> => {
    stops.push(why);
    return stopping.promise;
  };
  return { source, clock, stopping, stops, exits, stop, exit: (code: number) => exits.push(code) };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('signals', () => {
  it('[OP30] one press of Ctrl-C, which comes twice, stops cleanly', async () => {
    const world = watched();
    stopOnSignals(world);
    world.source.emit('SIGINT', 'SIGINT');
    world.clock.advance(50);
    world.source.emit('SIGINT', 'SIGINT');
    await settled();
    expect([world.stops, world.exits]).toEqual([['SIGINT'], []]);
    world.stopping.resolve();
    await settled();
    expect(world.exits).toEqual([0]);
  });

  it('[OP30] a second press ends the process at once', () => {
    const world = watched();
    stopOnSignals(world);
    world.source.emit('SIGTERM', 'SIGTERM');
    world.clock.advance(1_000);
    world.source.emit('SIGINT', 'SIGINT');
    expect([world.stops, world.exits]).toEqual([['SIGTERM'], [1]]);
  });

  it('[OP30] a stop that fails is no success', async () => {
    const world = watched();
    stopOnSignals(world);
    world.source.emit('SIGHUP', 'SIGHUP');
    world.stopping.reject(new Error('the disk is full'));
    await settled();
    expect(world.exits).toEqual([1]);
  });
});

describe('what nobody caught', () => {
  function logged() {
    const lines: string[] = [];
    return { lines, logger: createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(line) } }) };
  }

  it('[OP31] a rejected promise is logged as an error and ends nothing', async () => {
    const world = watched();
    const { lines, logger } = logged();
    lastResort({ ...world, logger });
    world.source.emit('unhandledRejection', new Error('forgotten'));
    await settled();
    expect([world.stops, world.exits]).toEqual([[], []]);
    expect(lines).toEqual([expect.stringContaining('forgotten')]);
  });

  it('[OP31] an exception is fatal: the server stops cleanly and says by its exit code that it should not have', async () => {
    const world = watched();
    const { lines, logger } = logged();
    lastResort({ ...world, logger });
    world.source.emit('uncaughtException', new Error('half done'));
    world.stopping.reject(new Error('and the stop fails too'));
    await settled();
    expect([world.stops, world.exits]).toEqual([['a mistake of ours'], [1]]);
    expect(lines).toEqual([expect.stringContaining('"level":60')]);
  });
});
