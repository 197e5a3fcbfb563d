/** Receipts of sessions: written by both sides, checked by anybody. */
export { certifyLeaf } from './leaf-certificate.ts';
export { ReceiptBook, type ReceiptHead, type Recorded } from './receipt-book.ts';
export type { LeafCertificate, ReceiptFile, ReceiptHeader } from './receipt-format.ts';
export { verifyReceipt, type ReceiptProblem, type ReceiptVerdict } from './verify-receipt.ts';
