import { useTranslation } from 'react-i18next';
import { Button } from '../../../../../ui/button/button.tsx';
import { toasts } from '../../../../../ui/feedback/toast-store.ts';
import { Dialog } from '../../../../../ui/overlay/dialog.tsx';
import { ImportBody } from '../import-body.tsx';
import { useAdminApi } from '../use-admin-api.ts';
import { useImport } from '../use-import.ts';

/** Imports numbers from a CSV file: a dry run first, then all or nothing. */
export function NumberImportDialog({ onClose, onImported }: { onClose: () => void; onImported: () => void }) {
  const { t } = useTranslation(['numbers', 'admin']);
  const api = useAdminApi();
  const work = useImport(api.importNumbers, (count) => {
    onImported();
    onClose();
    toasts.show({ tone: 'success', text: t('added', { count }) });
  });
  const { step } = work;
  const isBusy = step.kind === 'checking' || step.kind === 'storing';
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('importTitle')}
      onClose={onClose}
      isBusy={step.kind === 'storing'}
      footer={
        <>
          <Button onClick={onClose} disabled={step.kind === 'storing'}>
            {t('admin:cancel')}
          </Button>
          {(step.kind === 'ready' || step.kind === 'storing') && step.count > 0 && (
            <Button tone="primary" isBusy={isBusy} onClick={work.run}>
              {t('importRun', { count: step.count })}
            </Button>
          )}
        </>
      }
    >
      <ImportBody
        step={step}
        texts={{ drop: t('importDrop'), columns: t('importColumns'), ready: (count) => t('importReady', { count }) }}
        onFile={work.check}
        onAnother={work.startOver}
      />
    </Dialog>
  );
}
