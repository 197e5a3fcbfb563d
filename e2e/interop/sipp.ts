import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The account that a scenario uses. */
export interface SippAccount {
  /** Extension or login name: the user part of its address. */
  readonly user: string;
  readonly username: string;
  readonly password: string;
  readonly domain: string;
}

export interface SippRun {
  /** A file name in `sipp/` without ending. */
  readonly scenario: string;
  readonly account: SippAccount;
  readonly serverPort: number;
  readonly localPort: number;
  readonly transport: 'udp' | 'tcp';
  /** The scenario for a call that comes meanwhile, over the same connection. */
  readonly whenCalled?: string;
  /** Whom to call. */
  readonly target?: string;
  readonly limitSeconds?: number;
}

/** Runs one call of a scenario; resolves when it ended as the scenario says. @throws with sipp's words otherwise */
export async function sipp(run: SippRun): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'sipp-'));
  const accounts = path.join(folder, 'accounts.csv');
  const { user, username, password, domain } = run.account;
  writeFileSync(accounts, `SEQUENTIAL\n${user};[authentication username=${username} password=${password}];${domain}\n`);
  const fileOf = (scenario: string): string => path.join(import.meta.dirname, 'sipp', `${scenario}.xml`);
  const args = [
    // Without it sipp signs the server's address instead of the Request-URI, which RFC 7616 §3.4.6 answers with 400.
    '-auth_uri',
    run.target === undefined ? domain : `${run.target}@${domain}`,
    '-sf',
    fileOf(run.scenario),
    ...(run.whenCalled === undefined ? [] : ['-oocsf', fileOf(run.whenCalled)]),
    '-inf',
    accounts,
    '-m',
    '1',
    '-i',
    '127.0.0.1',
    '-p',
    String(run.localPort),
    '-t',
    run.transport === 'udp' ? 'u1' : 't1',
  ];
  args.push(
    '-s',
    run.target ?? run.account.user,
    '-timeout',
    `${String(run.limitSeconds ?? 40)}s`,
    '-timeout_error',
    '-trace_err',
    '-nostdin',
    '-nd',
    `127.0.0.1:${String(run.serverPort)}`,
  );
  const child = spawn('sipp', args, { cwd: folder, stdio: 'ignore', env: { ...process.env, TERM: 'dumb' } });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? -1));
  });
  if (code !== 0) throw new Error(`sipp ${run.scenario} over ${run.transport} ended with ${String(code)}:\n${errorsIn(folder)}`);
}

function errorsIn(folder: string): string {
  const logs = readdirSync(folder).concat(
    readdirSync(path.join(import.meta.dirname, 'sipp'))
      .filter((file) => file.endsWith('.log'))
      .map((file) => path.join(import.meta.dirname, 'sipp', file)),
  );
  return logs
    .filter((file) => file.endsWith('.log'))
    .map((file) => readFileSync(path.resolve(folder, file), 'utf8').slice(0, 3_000))
    .join('\n');
}
