import { PhoneOff, Smartphone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../../../ui/button/button.tsx';
import { buttonClasses } from '../../../../ui/button/button-styles.ts';
import type { EmergencyView } from '../../state/emergency-store.ts';
import { useTelephony } from '../telephony-context.ts';
import { TopDialog } from './top-dialog.tsx';

/** An emergency call did not go through: what to do now, too big to miss, until it was read. */
export function FailedDialog({ failed: { number, cause } }: { failed: NonNullable<EmergencyView['failed']> }) {
  const { t } = useTranslation('telephony');
  const { emergency } = useTelephony();
  const isTold = useStore(emergency.view, (view) => view.isTold);
  const title = t('emergency.failedTitle', { number });
  const read = (): void => emergency.handleFailureRead();
  return (
    <TopDialog role="alertdialog" label={title} onCancel={read}>
      <div className="bg-red p-5 text-red-ink">
        <p className="flex items-center gap-2.5 text-title font-semibold">
          <PhoneOff aria-hidden className="size-6 shrink-0" />
          {title}
        </p>
        <p className="pt-3 text-timer leading-tight font-bold text-balance">{t('emergency.failedText', { number })}</p>
      </div>
      <div className="flex flex-col gap-3 p-5">
        {cause !== 'no-emergency-service' && (
          <p className="text-body">{t('emergency.why', { why: t(`ends.${cause}`, { name: number, number }) })}</p>
        )}
        <p className="text-body text-n11">{t(isTold ? 'emergency.alerted' : 'emergency.notAlerted')}</p>
        <div className="flex flex-wrap justify-end gap-2 max-sm:*:grow">
          <a href={`tel:${number}`} className={buttonClasses('danger', 'call')}>
            <Smartphone aria-hidden className="size-5" />
            {t('emergency.dialHere', { number })}
          </a>
          <Button size="call" data-first-focus onClick={read}>
            {t('emergency.understood')}
          </Button>
        </div>
      </div>
    </TopDialog>
  );
}
