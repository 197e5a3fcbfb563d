import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import type { Product } from '../../../e2e/fixtures/product.ts';
import { compare, rounds, type Bench } from '../kit/bench.ts';
import { startSubject } from '../kit/product.ts';
import { inSession } from '../kit/support-session.ts';
import { Direct } from '../peers/direct.ts';

const bytes = Number(process.env['BENCH_FILE_MB'] ?? 200) * 1_000_000;
/** At least 60 % of the peer's speed. */
const mostRatio = 1 / 0.6;

/** Milliseconds from “Accept” until the receiver has all of it and both know that it is the same. */
async function ours(product: Product, file: string): Promise<number> {
  const { expert, customer, close } = await inSession(product);
  try {
    await expert.page.getByLabel('Choose files').setInputFiles(file);
    await customer.answer(/files/u, 'Allow');
    const accept = customer.page.getByRole('button', { name: `Accept ${path.basename(file)}` });
    await expect(accept).toBeVisible();
    const begunMs = performance.now();
    await accept.click();
    await expect(expert.page.getByText('the same on both sides')).toBeVisible({ timeout: 300_000 });
    return performance.now() - begunMs;
  } finally {
    await close();
  }
}

async function peer(): Promise<number> {
  const direct = await Direct.open();
  try {
    return await direct.sendBytes(bytes);
  } finally {
    await direct.close();
  }
}

export const bench: Bench = {
  name: 'file-speed',
  describe: 'a file of 200 MB through a sealed session, against a bare data channel between two browsers',
  run: async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'deskline-bench-'));
    const file = path.join(folder, 'large.bin');
    writeFileSync(file, Buffer.alloc(bytes, 7));
    const product = await startSubject({ isPinned: false });
    try {
      const result = await compare({
        name: `a file of ${String(bytes / 1e6)} MB from expert to customer`,
        unit: 'ms',
        atMost: mostRatio,
        rounds,
        ours: () => ours(product, file),
        peer,
        notes: [
          'ours is read from disk, sealed, passed on by the server, opened and hashed at both ends; the peer’s bytes come from memory and are only counted',
        ],
      });
      const speeds = [result.ours, result.peer].map((spread) => `${(bytes / 1_000 / (spread?.median ?? Number.NaN)).toFixed(1)} MB/s`);
      return [
        { ...result, goal: '≥ 60 % of the peer’s speed', notes: [...result.notes, `ours ${speeds[0] ?? ''}, peer ${speeds[1] ?? ''}`] },
      ];
    } finally {
      await product.stop();
      rmSync(folder, { recursive: true });
    }
  },
};
