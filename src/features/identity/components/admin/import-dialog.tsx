import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { ImportBody } from './import-body.tsx';
import { useAdminApi } from './use-admin-api.ts';
import { useImport } from './use-import.ts';

/** Imports users from a CSV file: a dry run first, then all or nothing. */
export function ImportDialog({ onClose, onImported }: { onClose: () => void; onImported: () => void }) {
  const { t } = useTranslation('admin');
  const api = useAdminApi();
  const work = useImport(api.importUsers, onImported);
  const { step } = work;
  const isBusy = step.kind === 'checking' || step.kind === 'storing';
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('import.title')}
      onClose={onClose}
      isBusy={step.kind === 'storing'}
      // A stray click outside must not lose passwords that are shown only once.
      role={step.kind === 'done' ? 'alertdialog' : 'dialog'}
      footer={
        step.kind === 'done' ? (
          <Button tone="primary" onClick={onClose}>
            {t('done')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={step.kind === 'storing'}>
              {t('cancel')}
            </Button>
            {(step.kind === 'ready' || step.kind === 'storing') && (
              <Button tone="primary" isBusy={isBusy} onClick={work.run}>
                {t('import.run', { count: step.count })}
              </Button>
            )}
          </>
        )
      }
    >
      <ImportBody
        step={step}
        texts={{ drop: t('import.drop'), columns: t('import.columns'), ready: (count) => t('import.ready', { count }) }}
        onFile={work.check}
        onAnother={work.startOver}
      />
    </Dialog>
  );
}
