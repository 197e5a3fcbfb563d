/**
 * Subject of the recorder's crash test: records a speaker into DATA_DIR and the database of `DATABASE_URL`'s JSON target, and says
 * `object ID` once and `said MILLISECONDS` after each packet, until it is killed.
 */
import { z } from 'zod';
import { systemClock } from '../../platform/clock.ts';
import { silentLogger } from '../../platform/logger.ts';
import { createPool } from '../../storage/pool.ts';
import { openCore } from '../../storage/storage-core.ts';
import { Recorder, recordingContentType } from '../recordings/recorder.ts';
import { RecordingTicker } from '../recordings/recording-ticker.ts';
import { Speaker } from '../recordings/testing/speaker.ts';

const target = z.object({ socketFolder: z.string(), port: z.number(), user: z.string(), database: z.string() });

async function run(dataDir: string, tenantId: string, where: string): Promise<void> {
  const pool = createPool(target.parse(JSON.parse(where)), silentLogger);
  const core = await openCore({ pool, dataDir, clock: systemClock, logger: silentLogger });
  const writer = await core.objects.create({ tenantId, retentionClass: 'recordings', contentType: recordingContentType });
  const speaker = new Speaker();
  let said = 0;
  const tap = (onPacket: (rtp: Buffer) => void): { close: () => void } => {
    const timer = setInterval(() => {
      onPacket(speaker.say());
      said += 20;
      process.stdout.write(`said ${said}\n`);
    }, 20);
    return { close: () => clearInterval(timer) };
  };
  Recorder.start({ tap, writer, clock: systemClock, ticker: new RecordingTicker(systemClock), logger: silentLogger });
  process.stdout.write(`object ${writer.id}\n`);
}

const [dataDir = '', tenantId = '', where = ''] = process.argv.slice(2);
await run(dataDir, tenantId, where);
