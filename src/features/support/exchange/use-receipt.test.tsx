import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { ReceiptFile } from '../../../../seal/index.ts';
import { receiptOf, useReceipt } from './use-receipt.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is looked at of a receipt here
const file = { header: { sessionId: '00000000-0000-4000-8000-000000000001' } } as unknown as ReceiptFile;
const sessionOf = (files: readonly ReceiptFile[]) => ({
  receipts: () => Promise.resolve(files),
  receiptCoverage: () => Promise.resolve({ entries: 4, signedByBoth: 3 }),
});
function Line() {
  const receipt = useReceipt(sessionOf([file]));
  return receipt ? `${String(receipt.signedByBoth)} of ${String(receipt.entries)}` : 'not known';
}

describe('[SU471] the receipt', () => {
  it('says nothing of signatures before it is known which there are', async () => {
    expect(renderToStaticMarkup(<Line />)).toBe('not known');
    expect(await receiptOf(sessionOf([file]))).toMatchObject({ entries: 4, signedByBoth: 3 });
  });

  it('is none when nothing was said', async () => {
    expect(await receiptOf(sessionOf([]))).toBeUndefined();
  });
});
