import { useReceipt } from '../../exchange/use-receipt.ts';
import { useSession } from '../live/customer-session.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useEndedWords } from './use-ended-words.ts';

/** Saves what was said and allowed, with everybody's signatures, and says how far both sides signed it. Absent when nothing was said. */
export function ReceiptButton() {
  const words = useEndedWords();
  const receipt = useReceipt(useSession());
  if (!receipt) return null;
  const { entries, signedByBoth, save } = receipt;
  return (
    <>
      <TouchButton onClick={save}>{words.saveReceipt}</TouchButton>
      <p className="w-full text-n11">{signedByBoth < entries ? words.partSigned(signedByBoth, entries) : words.bothSigned}</p>
    </>
  );
}
