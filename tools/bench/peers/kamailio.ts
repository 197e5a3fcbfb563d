import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Kamailio {
  readonly pid: number;
  readonly sipPort: number;
  readonly webSocketPort: number;
  stop(): Promise<void>;
}

export const kamailioPassword = 'bench-password';

/** Starts Debian's Kamailio with our configuration on loopback; resolves when it answers. */
export async function startKamailio(sipPort: number, webSocketPort: number): Promise<Kamailio> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kamailio-'));
  const template = readFileSync(path.join(import.meta.dirname, 'kamailio.cfg'), 'utf8');
  const file = path.join(folder, 'kamailio.cfg');
  writeFileSync(file, template.replaceAll('SIP_WS_PORT', String(webSocketPort)).replaceAll('SIP_PORT', String(sipPort)));
  const child = spawn(
    '/usr/sbin/kamailio',
    ['-f', file, '-DD', '-E', '-m', '256', '-M', '16', '-Y', folder, '-P', path.join(folder, 'pid')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await listening(child, sipPort);
  return {
    pid: child.pid ?? 0,
    sipPort,
    webSocketPort,
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  const { connect } = await import('node:net');
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (child.exitCode !== null) break;
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Kamailio did not start: ${errors.join('').slice(-2_000)}`);
}
