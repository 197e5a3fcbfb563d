import { lazy, type ReactNode } from 'react';
import { LatePart } from './late-part.tsx';

export interface DialogProps {
  isOpen: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons in the order of reading; the main one last. */
  footer?: ReactNode;
  /** Width: small 400 px, normal 520 px, wide 760 px. On a narrow screen it is a sheet from below. */
  size?: 'small' | 'normal' | 'wide';
  /** `alertdialog` for a question that must be answered; pressing outside then does not close it. */
  role?: 'dialog' | 'alertdialog';
  /** Keeps it open while work is under way. */
  isBusy?: boolean;
}

// React Aria's overlay code comes with the first dialog, not with the page: see docs/adr/0030.
const DialogBody = lazy(() => import('./dialog-body.tsx').then((module) => ({ default: module.DialogBody })));

/**
 * A modal dialog: focus goes in and comes back, Esc closes, the page behind is inert. Elements marked with
 * `data-react-aria-top-layer` (toasts, an incoming call) stay usable above it.
 */
export function Dialog(props: DialogProps) {
  if (!props.isOpen) return null;
  return (
    <LatePart>
      <DialogBody {...props} />
    </LatePart>
  );
}
