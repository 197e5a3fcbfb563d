import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../storage/testing/database.testing.ts';
import { readOggRecording } from '../opus/ogg-recording.ts';
import { AudioDesk } from './audio-desk.ts';
import { Speaker } from './testing/speaker.ts';
import { Studio } from './testing/studio.ts';
import { readAll, trimSilence } from './trim-silence.ts';

/** Debian's opus-tools: every complaint of opusinfo about a file. */
function complaintsAbout(file: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-opus-'));
  try {
    const path = join(folder, 'recording.opus');
    writeFileSync(path, file);
    const { stdout, stderr, status, error } = spawnSync('opusinfo', [path], { encoding: 'utf8' });
    if (error) throw error;
    const lines = `${stdout}\n${stderr}`
      .split('\n')
      .filter((line) => /warning|error|invalid|negative|missing|corrupt|hole|EOS/iu.test(line));
    return status === 0 || lines.length > 0 ? lines : [`exit ${String(status)}`];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('opusinfo', () => {
  it('[MED100] accepts a recording with loss, silence, reloads and a pause', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const [one, other] = [new Speaker(), new Speaker({ ssrc: 9, frameMs: 60 })];
    const packets = Array.from({ length: 200 }, () => one.say()).filter((_, at) => at % 20 !== 3);
    await studio.say(packets);
    one.rest(1234);
    await studio.wait(1234);
    await studio.say(Array.from({ length: 20 }, () => one.say()));
    recorder.pause();
    await studio.wait(777);
    recorder.resume();
    await studio.say(
      Array.from({ length: 20 }, () => other.say()),
      60,
    );
    await studio.wait(5013);
    const { objectId } = await recorder.finish();
    expect(complaintsAbout(await studio.file(objectId))).toEqual([]);
  });

  it('[MED105] accepts one that was cut, but for its missing end', async () => {
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker({ codec: 'PCMU' });
    await studio.say(Array.from({ length: 180 }, () => speaker.say()));
    studio.objects.store.crash();
    const file = await studio.file(recorder.objectId);
    expect(complaintsAbout(file).filter((line) => !line.includes('EOS not set'))).toEqual([]);
    expect(readOggRecording(file).samples / 48).toBeGreaterThan(1500);
    await recorder.discard();
  });

  it('[MED109] accepts one whose silence was taken out', async () => {
    const desk = new AudioDesk();
    const studio = new Studio();
    const recorder = await studio.record();
    const speaker = new Speaker();
    for (const isSilent of [true, false, true]) await studio.say(Array.from({ length: 130 }, () => speaker.say(isSilent)));
    const { objectId } = await recorder.finish();
    const trimmed = await trimSilence(studio.objects, desk, { tenantId: studio.tenantId, objectId, retentionClass: 'voicemail' });
    expect(complaintsAbout(await studio.file(trimmed?.objectId ?? ''))).toEqual([]);
    await desk.close();
  });
});

describe('kill -9 of a server that records', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it('[MED106] costs at most two seconds; what is there can be heard, and is no audio on disk', async () => {
    const tenantId = await test.createTenant('crash');
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../testing/recording-load.ts'), test.dataDir, tenantId, JSON.stringify(test.target('app'))],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let [objectId, saidMs] = ['', 0];
    createInterface(child.stdout).on('line', (line) => {
      const [word, value = ''] = line.split(' ');
      if (word === 'object') objectId = value;
      else saidMs = Number(value);
      if (saidMs > 4700) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const reader = await test.objects.open(tenantId, objectId);
    expect(reader?.facts.isWhole).toBe(false);
    const file = await readAll(test.objects, tenantId, objectId);
    expect(readOggRecording(file).samples / 48).toBeGreaterThan(saidMs - 2000);
    expect(complaintsAbout(file).filter((line) => !line.includes('EOS not set'))).toEqual([]);
    const folder = join(test.dataDir, 'objects');
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())) {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      expect(bytes.includes('OggS') || bytes.includes('OpusHead')).toBe(false);
    }
  });
});
