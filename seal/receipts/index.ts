/** The front door of receipts for whoever checks them. */
export type { ReceiptFile } from './receipt-format.ts';
export { storyOf, type Consent, type ReceiptStory } from './receipt-story.ts';
export { verifyReceipt, type ReceiptProblem, type ReceiptVerdict } from './verify-receipt.ts';
