import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leanClasses, leanMediasoup, unusedFunctions, unusedMethods } from './lean-mediasoup.ts';

const root = path.resolve(import.meta.dirname, '../..');
const library = path.dirname(createRequire(import.meta.url).resolve('mediasoup-client'));
const classes = [
  'Transport',
  'Device',
  'Producer',
  'handlers/Chrome111',
  'handlers/Firefox120',
  'handlers/Safari12',
  'handlers/sdp/RemoteSdp',
  'ortc',
].map((name) => readFileSync(path.join(library, `${name}.js`), 'utf8'));
const methodsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^ {4}(?:static )?(?:async )?(\w+)\(.*\) \{$/gm)].map(([, name]) => name ?? '');

const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(path.join(root, 'src', name), 'utf8'));

describe('methods of mediasoup-client', () => {
  it('that nobody calls are left out of its classes, and these alone', () => {
    const before = classes.flatMap(methodsOf);
    expect(before).toEqual(expect.arrayContaining([...unusedMethods, 'produce', 'consume', 'restartIce', 'replaceTrack', 'getStats']));
    expect(classes.map(leanClasses).flatMap(methodsOf)).toEqual(before.filter((name) => !unusedMethods.includes(name)));
  });

  it('are called by no page', () => {
    const calls = new RegExp(String.raw`\.(?:${unusedMethods.join('|')})\(`);
    expect(calls.test('transport.produceData({})')).toBe(true);
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((text) => calls.test(text))).toEqual([]);
  });

  it('are gone with functions that only they called, and these alone', () => {
    const functionsOf = (text: string): readonly string[] =>
      [...text.matchAll(/^(?:async )?function (\w+)\(/gm)].map(([, name]) => name ?? '');
    const before = classes.flatMap(functionsOf);
    expect(before).toEqual(expect.arrayContaining([...unusedFunctions, 'canSend', 'detectDevice']));
    const after = classes.map(leanClasses);
    expect(after.flatMap(functionsOf)).toEqual(before.filter((name) => !unusedFunctions.includes(name)));
    const named = new RegExp(String.raw`\b(?:${unusedFunctions.join('|')})\b`);
    expect(
      classes.some((text) => named.test(text)),
      'control',
    ).toBe(true);
    expect([...after, ...sources].filter((text) => named.test(text))).toEqual([]);
  });

  it('ask other modules as they are: none has a default that would have to be made', () => {
    const stars = classes.flatMap((text) => [...text.matchAll(/__importStar\(require\("(.+?)"\)\)/g)].map(([, name]) => name ?? ''));
    expect(new Set(stars)).toEqual(
      new Set([
        './utils',
        './ortc',
        'sdp-transform',
        '../ortc',
        './sdp/commonUtils',
        './sdp/unifiedPlanUtils',
        './ortc/utils',
        'h264-profile-level-id',
      ]),
    );
    expect(
      classes.filter((text) => /(?:utils|ortc|sdpTransform|sdpCommonUtils|sdpUnifiedPlanUtils|ortcUtils|h264)\.default\b/.test(text)),
    ).toEqual([]);
  });

  it('that make a log make a silent one', async () => {
    for (const name of ['mediasoup-client', 'awaitqueue']) {
      const code = (await leanMediasoup(`/node_modules/${name}/lib/Logger.js`)) ?? '';
      const made = readFileSync(path.join(library, 'Logger.js'), 'utf8');
      for (const kind of ['debug', 'warn', 'error']) {
        expect(made, 'control').toContain(`get ${kind}()`);
        expect(code).toContain(`${kind}() {}`);
      }
    }
  });
});
