import { useEffect, useRef, type ReactNode } from 'react';

export interface TopDialogProps {
  label: string;
  role: 'dialog' | 'alertdialog';
  /** Esc was pressed. */
  onCancel: () => void;
  children: ReactNode;
}

/**
 * A dialog of the browser's own: it needs no code that might still be on its way, stands above everything, keeps the focus and gives it
 * back. It begins at what is marked `data-first-focus`. For emergencies; others use `src/ui/overlay`.
 */
export function TopDialog({ label, role, onCancel, children }: TopDialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // The browser would choose the first control; `autofocus` of React comes before there is a dialog.
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      role={role}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      className="m-auto w-[calc(100%-1.5rem)] max-w-120 rounded-card border-2 border-red bg-raised p-0 text-n12 shadow-overlay backdrop:bg-black/60"
    >
      {children}
    </dialog>
  );
}
