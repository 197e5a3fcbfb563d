import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { leanClasses, unusedMethods } from './lean-mediasoup.ts';

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
].map((name) => readFileSync(path.join(library, `${name}.js`), 'utf8'));
const methodsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^ {4}(?:async )?(\w+)\(.*\) \{$/gm)].map(([, name]) => name ?? '');

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
});
