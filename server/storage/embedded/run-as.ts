import { spawnSync } from 'node:child_process';
import { chmodSync, lchownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * How to run PostgreSQL, which refuses to be root:
 * - `direct`: we are not root
 * - `namespace`: root, inside a user namespace that calls us user 1000; files stay root's
 * - `user`: root, where user namespaces are forbidden: as an unprivileged user who then owns the database's folders
 */
export type RunAs =
  | { readonly how: 'direct' }
  | { readonly how: 'namespace' }
  | { readonly how: 'user'; readonly uid: number; readonly gid: number };

/** Debian's nobody and nogroup. */
const nobody = 65_534;

const namespaceArguments = ['--user', '--map-user=1000', '--map-group=1000'];

export function chooseRunAs(): RunAs {
  if (process.getuid?.() !== 0) return { how: 'direct' };
  const attempt = spawnSync('unshare', [...namespaceArguments, 'true'], { stdio: 'ignore' });
  return attempt.status === 0 ? { how: 'namespace' } : { how: 'user', uid: nobody, gid: nobody };
}

export interface Command {
  readonly file: string;
  readonly arguments: string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

/** What to spawn so that `file` runs as chosen. unshare(1) replaces itself by the program: the process id stays. */
export function asCommand(runAs: RunAs, file: string, args: readonly string[]): Command {
  if (runAs.how === 'namespace') return { file: 'unshare', arguments: [...namespaceArguments, file, ...args], identity: {} };
  const identity = runAs.how === 'user' ? { uid: runAs.uid, gid: runAs.gid } : {};
  return { file, arguments: [...args], identity };
}

/** Gives a folder and what is in it to the user that PostgreSQL runs as; does nothing where that is us. */
export function handOver(runAs: RunAs, path: string): void {
  if (runAs.how !== 'user') return;
  const facts = lstatSync(path);
  if (facts.uid !== runAs.uid) lchownSync(path, runAs.uid, runAs.gid);
  if (facts.isDirectory()) for (const name of readdirSync(path)) handOver(runAs, join(path, name));
}

/** Lets that user walk through a folder (not list it) to reach its own below. */
export function letThrough(runAs: RunAs, path: string): void {
  if (runAs.how === 'user') chmodSync(path, lstatSync(path).mode | 0o011);
}
