import { ShieldCheck, ShieldOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import { ConfirmDialog } from '../../../../ui/overlay/confirm-dialog.tsx';
import type { SealingState } from '../../state/sealing/sealing-desk.ts';
import { useSealing, useSealingChange } from './sealing-context.tsx';
import { SealingFailure } from './sealing-failure.tsx';

type KnownState = SealingState & { kind: 'stranger' | 'waiting' | 'approved' };

/** Whether new recordings are sealed, to which key, and how to change it. */
export function StatusPart({ state }: { state: KnownState }) {
  const { t } = useTranslation('sealing');
  const { desk } = useSealing();
  const change = useSealingChange();
  const [isAsking, setAsking] = useState(false);
  const { isOn, keys } = state;
  const turn = async (): Promise<void> => {
    if (await change.run(() => desk.switch(!isOn))) setAsking(false);
  };
  return (
    <section aria-labelledby="sealing-status" className="card flex flex-col items-start gap-3 p-4">
      <h2 id="sealing-status" className="flex items-center gap-2 text-title font-semibold">
        {t('status.title')}
        <Badge tone={isOn ? 'green' : 'amber'} icon={isOn ? ShieldCheck : ShieldOff}>
          {t(isOn ? 'status.on' : 'status.off').split(':')[0]}
        </Badge>
      </h2>
      <p className="text-dense text-n11">{t(isOn ? 'status.on' : 'status.off')}</p>
      <dl className="grid gap-x-6 gap-y-2 text-dense sm:grid-cols-[auto_1fr]">
        {state.kind === 'approved' && (
          <>
            <dt className="text-n11">{t('status.fingerprint')}</dt>
            <dd>
              <span className="font-mono break-words">{state.fingerprint}</span>
              <span className="block text-caption text-n11">{t('status.fingerprintHint')}</span>
            </dd>
          </>
        )}
        <dt className="text-n11">{t('status.key')}</dt>
        <dd>{t('status.keyValue', { version: keys.recordingKeys.at(-1)?.version ?? 0 })}</dd>
      </dl>
      <Button isBusy={change.isBusy} onClick={() => (isOn ? setAsking(true) : void turn())}>
        {t(isOn ? 'status.turnOff' : 'status.turnOn')}
      </Button>
      <SealingFailure failure={change.failure} />
      <ConfirmDialog
        isOpen={isAsking}
        title={t('status.offTitle')}
        action={t('status.turnOff')}
        isBusy={change.isBusy}
        onConfirm={() => void turn()}
        onClose={() => setAsking(false)}
      >
        <p>{t('status.offText')}</p>
      </ConfirmDialog>
    </section>
  );
}
