import { PhoneForwarded } from 'lucide-react';
import { lazy, useState } from 'react';
import { Button } from '../../../../ui/button/button.tsx';
import { LatePart } from '../../../../ui/overlay/late-part.tsx';

const CallbacksDialog = lazy(() => import('./callbacks-dialog.tsx').then((module) => ({ default: module.CallbacksDialog })));

/** Opens the list of callers who are to be called back. */
export function CallbacksButton({ label, size }: { label: string; size?: 'dense' }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={PhoneForwarded} {...(size ? { size } : {})} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen && (
        <LatePart>
          <CallbacksDialog onClose={() => setOpen(false)} />
        </LatePart>
      )}
    </>
  );
}
