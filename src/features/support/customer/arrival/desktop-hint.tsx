import { latePart } from '../late-part.tsx';
import { useWords } from '../words/customer-words.tsx';

// Only computers need it.
const qrCode = latePart(async () => (await import('../../exchange/qr-code.tsx')).QrCode);

/** Whether this is a computer, as far as a page can tell: it has a mouse and no touch. */
export function isAtComputer(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(pointer: fine)').matches && !matchMedia('(any-pointer: coarse)').matches;
}

/** For whoever opened a camera's link at a computer: its webcam serves, and the phone beside it would be better. */
export function DesktopHint({ link }: { readonly link: string }) {
  const { arrival } = useWords();
  if (!isAtComputer()) return null;
  return (
    <div className="flex flex-col gap-2 border-t pt-3">
      <p className="text-n11">{arrival.desktop}</p>
      <qrCode.Part text={link} label={arrival.desktopQr} />
    </div>
  );
}
