import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from './run.mjs';
import { say, step, stop } from './report.mjs';

/** Debian packages by what they are for. */
export const systemPackages = {
  run: ['util-linux', 'ffmpeg', 'espeak-ng'],
  workerBuild: [
    'meson',
    'ninja-build',
    'g++',
    'pkg-config',
    'libssl-dev',
    'libuv1-dev',
    'libsrtp2-dev',
    'libabsl-dev',
    'libflatbuffers-dev',
    'flatbuffers-compiler',
  ],
  test: ['chromium', 'firefox-esr', 'sip-tester', 'iproute2', 'procps', 'postgresql-15', 'fonts-dejavu-core', 'opus-tools'],
  bench: ['kamailio', 'kamailio-websocket-modules', 'kamailio-tls-modules'],
};

function missing(names) {
  const known = spawnSync('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n', ...names], { encoding: 'utf8' });
  const installed = new Set(
    known.stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name));
}

/** Whether these Debian packages are there, or can be installed without asking anybody. */
export function canHave(names) {
  return existsSync('/usr/bin/dpkg-query') && (process.getuid?.() === 0 || missing(names).length === 0);
}

/** Sees to it that Debian packages are there: installs them as root, otherwise names the one line to type and stops. */
export async function ensureSystemPackages(names, purpose) {
  if (!existsSync('/usr/bin/dpkg-query')) {
    say(`this is not Debian: make sure that these are installed for ${purpose}: ${names.join(' ')}`);
    return;
  }
  const wanted = missing(names);
  if (wanted.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`;
  if (process.getuid?.() !== 0) stop(`packages are missing for ${purpose}. Type: sudo ${line}`);
  await step(`installing ${wanted.join(', ')} (for ${purpose})`, () => install(wanted, line));
}

async function install(wanted, line) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { env, onLine: (text) => /^(E:|Err)/.test(text) && say(text) };
  await run('apt-get', ['update', '-qq'], quiet);
  const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], quiet);
  if (code !== 0) stop(`the packages could not be installed. Look at the lines above, then type: ${line}`);
}
