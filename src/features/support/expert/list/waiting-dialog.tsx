import { useTranslation } from 'react-i18next';
import type { SessionSummary } from '../../../../../protocol/support/session.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Dialog } from '../../../../ui/overlay/dialog.tsx';

export interface WaitingDialogProps {
  readonly row: SessionSummary;
  readonly onTake: () => void;
  readonly onGive: () => void;
  readonly onClose: () => void;
}

/** A colleague's session that waits: who expects whom since when, and the way to take it. */
export function WaitingDialog({ row, onTake, onGive, onClose }: WaitingDialogProps) {
  const { t, i18n } = useTranslation('supportDesk');
  const { t: list } = useTranslation('support');
  const moment = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  const facts = [
    [t('facts.customer'), row.customerName || t('queue.unnamed')],
    [t('facts.expert'), row.ownerName],
    [t('facts.begun'), moment.format(new Date(row.createdAt))],
    [t('queue.kind'), list(`list.kinds.${row.kind}`)],
  ] as const;
  return (
    <Dialog
      isOpen
      size="small"
      title={t('queue.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onGive}>{t('menu.give')}</Button>
          <Button tone="primary" onClick={onTake}>
            {list('list.take')}
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-dense">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-n11">{name}</dt>
            <dd className="min-w-0 break-words tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="pt-3 text-dense text-n11">{t('queue.text', { name: row.ownerName })}</p>
    </Dialog>
  );
}
