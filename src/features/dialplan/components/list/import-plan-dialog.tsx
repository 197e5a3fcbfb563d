import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { FileDrop } from '../../../../ui/field/file-drop.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';
import { planFileOf } from '../../state/plan-file.ts';
import { FailureNotice } from '../failure-notice.tsx';
import { usePlansApi } from '../use-plans-api.ts';

const MAX_BYTES = 2 * 1024 * 1024;

/** Makes a plan from a file that was saved here or on another installation. */
export function ImportPlanDialog({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string) => void }) {
  const { t } = useTranslation('dialplan');
  const api = usePlansApi();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ why: 'not-a-plan' } | { why: 'failed'; failure: unknown }>();
  const take = async (file: File): Promise<void> => {
    const read = planFileOf(await file.text());
    if (read === undefined) return setRefusal({ why: 'not-a-plan' });
    setBusy(true);
    try {
      const name = read.name === '' ? file.name.replace(/\.json$/i, '') : read.name;
      const { plan, repairs } = await api.import(name, read.file);
      if (repairs.length > 0) toasts.show({ tone: 'info', text: t('import.repaired', { count: repairs.length }) });
      onCreated(plan.id);
    } catch (failure) {
      setRefusal({ why: 'failed', failure });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen title={t('list.import')} onClose={onClose} isBusy={isBusy}>
      {refusal?.why === 'not-a-plan' && <Notice tone="error">{t('import.notAPlan')}</Notice>}
      {refusal?.why === 'failed' && <FailureNotice failure={refusal.failure} />}
      <FileDrop
        label={t('import.drop')}
        hint={t('import.hint')}
        endings={['.json']}
        maxBytes={MAX_BYTES}
        onFile={(file) => void take(file)}
      />
    </Dialog>
  );
}
