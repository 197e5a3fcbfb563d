import { PhoneForwarded } from 'lucide-react';
import { lazy, useState } from 'react';
import { Button } from '../../../../ui/button/button.tsx';
import { LatePart } from '../../../../ui/overlay/late-part.tsx';

const CallbacksDialog = lazy(() => import('./callbacks-dialog.tsx').then((module) => ({ default: module.CallbacksDialog })));

export interface CallbacksButtonProps {
  label: string;
  size?: 'dense';
  /** False where there is nobody to show; a list that is open stays. */
  isNeeded?: boolean;
}

/** Opens the list of callers who are to be called back. */
export function CallbacksButton({ label, size, isNeeded = true }: CallbacksButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {(isNeeded || isOpen) && (
        <Button icon={PhoneForwarded} {...(size ? { size } : {})} aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {label}
        </Button>
      )}
      {isOpen && (
        <LatePart>
          <CallbacksDialog onClose={() => setOpen(false)} />
        </LatePart>
      )}
    </>
  );
}
