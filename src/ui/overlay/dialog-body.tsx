import { X } from 'lucide-react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { AriaLanguage } from './aria-language.tsx';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/icon-button.tsx';
import { joinClasses } from '../join-classes.ts';
import type { DialogProps } from './dialog.tsx';

const WIDTHS = { small: 'sm:max-w-100', normal: 'sm:max-w-130', wide: 'sm:max-w-190' };

/** The dialog itself; load it through `Dialog`. */
export function DialogBody(props: DialogProps) {
  const { title, onClose, children, footer, size = 'normal', role = 'dialog', isBusy = false } = props;
  const { t } = useTranslation('ui');
  return (
    <AriaLanguage>
      <ModalOverlay
        isOpen
        isDismissable={role === 'dialog' && !isBusy}
        isKeyboardDismissDisabled={isBusy}
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        className="fixed inset-0 z-40 flex animate-appear items-end justify-center bg-scrim sm:items-center sm:p-6"
      >
        <Modal
          className={joinClasses(
            'flex max-h-[92dvh] w-full animate-rise flex-col overflow-hidden rounded-t-[14px] border border-n7 bg-raised shadow-overlay sm:max-h-[86dvh] sm:rounded-card',
            WIDTHS[size],
          )}
        >
          <AriaDialog role={role} className="flex min-h-0 flex-1 flex-col outline-none">
            <header className="flex items-center justify-between gap-3 border-b py-2.5 pr-2.5 pl-4">
              <Heading slot="title" className="min-w-0 truncate text-title font-semibold">
                {title}
              </Heading>
              <IconButton size="dense" label={t('close')} icon={X} onClick={onClose} disabled={isBusy} />
            </header>
            <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto p-4">{children}</div>
            {footer !== undefined && (
              <footer className="flex flex-wrap justify-end gap-2 border-t bg-n2 px-4 py-3 dark:bg-n2">{footer}</footer>
            )}
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
