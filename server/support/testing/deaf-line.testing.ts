import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface DeafLine {
  /** Where to connect instead. */
  readonly socketFolder: string;
  /** So many answers to COMMIT still come; the next ones are lost, and their connections with them. */
  lose(answers: number, after?: number): void;
  close(): Promise<void>;
}

/** A way to a PostgreSQL that loses answers on demand: the server has committed, and who asked does not hear of it. */
export async function openDeafLine(to: { readonly socketFolder: string; readonly port: number }): Promise<DeafLine> {
  const socketFolder = mkdtempSync(path.join(tmpdir(), 'deskline-line-'));
  const name = `.s.PGSQL.${String(to.port)}`;
  const open = new Set<Socket>();
  let toLose = 0;
  let toPass = 0;
  const server = createServer((near) => {
    const far = connect(path.join(to.socketFolder, name));
    let isCommitting = false;
    for (const end of [near, far]) {
      open.add(end);
      end.on('error', () => end.destroy());
      end.on('close', () => {
        open.delete(end);
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (bytes: Buffer) => {
      isCommitting = bytes.toString('latin1').toLowerCase().includes('commit\0');
      far.write(bytes);
    });
    far.on('data', (bytes: Buffer) => {
      const isLost = isCommitting && toLose > 0 && toPass === 0;
      if (isLost) toLose -= 1;
      else if (isCommitting) toPass = Math.max(0, toPass - 1);
      isCommitting = false;
      if (isLost) near.destroy();
      else near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(path.join(socketFolder, name), resolve));
  return {
    socketFolder,
    lose(answers, after = 0) {
      toLose = answers;
      toPass = after;
    },
    async close() {
      for (const end of open) end.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(socketFolder, { recursive: true });
    },
  };
}
