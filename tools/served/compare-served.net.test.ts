import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StaticFiles } from '../../server/gateway/http/static-files.ts';
import { writeManifest, sha256Of } from '../build/build-manifest.ts';
import { compressFiles } from '../build/compress-files.ts';
import { compareServed } from './compare-served.ts';

/** Serves a folder as the product does. */
async function serverOf(folder: string): Promise<{ readonly origin: string; readonly server: Server }> {
  const files = await StaticFiles.create(folder);
  const serve = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const headers = Object.entries(asked.headers).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    );
    const request = new Request(`http://localhost${asked.url ?? ''}`, { headers });
    const response = files.respond(new URL(request.url).pathname, request);
    answer.writeHead(response?.status ?? 404, Object.fromEntries(response?.headers ?? []));
    answer.end(response && Buffer.from(await response.arrayBuffer()));
  };
  const server = createServer((asked, answer) => void serve(asked, answer));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('it has no port');
  return { origin: `http://127.0.0.1:${String(address.port)}`, server };
}

let folder: string;
let own: string;
let stop: () => void = () => undefined;
const code = 'console.info("hello");\n'.repeat(200);
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'served-'));
  await mkdir(path.join(folder, 'assets'));
  await Promise.all([
    writeFile(path.join(folder, 'index.html'), `<title>Staff</title>${code}`),
    writeFile(path.join(folder, 'join.html'), `<title>Join</title>${code}`),
    writeFile(path.join(folder, 'join.de.html'), `<title>Beitreten</title>${code}`),
    writeFile(path.join(folder, 'assets/a.js'), code),
  ]);
  await writeManifest(folder, sha256Of('sources'));
  await compressFiles(folder);
  own = await readFile(path.join(folder, 'build.json'), 'utf8');
});
afterEach(async () => {
  stop();
  await rm(folder, { recursive: true });
});

const compared = async (): Promise<Awaited<ReturnType<typeof compareServed>>> => {
  const { origin, server } = await serverOf(folder);
  stop = () => server.close();
  return compareServed(origin, own);
};

describe('what a server hands out', () => {
  it('[SE129] is what the build has, at every address, in every language and compressed form', async () => {
    expect(await compared()).toEqual({ servedHash: sha256Of(own), checked: 27, differences: [] });
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    ['a file', () => appendFile(path.join(folder, 'assets/a.js'), ' '), /^\/assets\/a\.js \(en, identity\) is another file/u],
    [
      'a compressed form alone',
      async () => writeFile(path.join(folder, 'assets/a.js.br'), await readFile(path.join(folder, 'index.html.br'))),
      /^\/assets\/a\.js \(en, br\) is another file/u,
    ],
    ['the page of one language', () => appendFile(path.join(folder, 'join.de.html'), ' '), /^\/j \(de, identity\) is another file/u],
    ['a file that is gone', () => rm(path.join(folder, 'assets/a.js')), /^\/assets\/a\.js \(en, identity\) is not there: 404/u],
    ['the list', () => rm(path.join(folder, 'build.json')), /^the server has no \/build\.json/u],
  ])('[SE129] is found to be another one by %s', async (_, change, sentence) => {
    await change();
    const { differences } = await compared();
    expect(differences).toContainEqual(expect.stringMatching(sentence));
  });

  it('[SE129] that says of itself that it is another build is found', async () => {
    await writeManifest(folder, sha256Of('others'));
    await compressFiles(folder);
    const { differences, servedHash } = await compared();
    expect(differences).toEqual([expect.stringContaining('built from other sources')]);
    expect(servedHash).not.toBe(sha256Of(own));
  });
});
