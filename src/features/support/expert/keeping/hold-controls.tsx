import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionKeeping } from '../../../../../protocol/support/retention.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { TextArea } from '../../../../ui/field/text-area.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { detailKey } from '../list/use-session-detail.ts';
import type { KeepingApi } from './keeping-api.ts';

interface HoldControlsProps {
  readonly sessionId: string;
  readonly keeping: SessionKeeping;
  readonly api: KeepingApi;
}

/** Who holds the content and why; for who may, setting a hold and its end, which takes two people. */
export function HoldControls({ sessionId, keeping, api }: HoldControlsProps) {
  const { t, i18n } = useTranslation('supportDesk');
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: detailKey(sessionId) });
  const release = useMutation({ mutationFn: () => api.release(sessionId), onSettled });
  const { hold, mayHold, isGone } = keeping;
  if (!hold) return mayHold && !isGone ? <SetHold sessionId={sessionId} api={api} onSettled={onSettled} /> : null;
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(hold.at));
  return (
    <>
      <p className="break-words">{t('keeping.held', { name: hold.by, date, reason: hold.reason })}</p>
      {hold.releaseAskedBy !== null && <p>{hold.didIAsk ? t('keeping.askedByMe') : t('keeping.asked', { name: hold.releaseAskedBy })}</p>}
      {/* Nobody agrees with themselves: the button is absent, not refused. */}
      {mayHold && !hold.didIAsk && (
        <Button size="dense" icon={LockOpen} isBusy={release.isPending} onClick={() => release.mutate()}>
          {t(hold.releaseAskedBy === null ? 'keeping.askRelease' : 'keeping.agreeRelease')}
        </Button>
      )}
      <FailureNotice failure={release.error} />
    </>
  );
}

interface SetHoldProps extends Pick<HoldControlsProps, 'sessionId' | 'api'> {
  readonly onSettled: () => Promise<void>;
}

const leastReason = 3;

function SetHold({ sessionId, api, onSettled }: SetHoldProps) {
  const { t } = useTranslation('supportDesk');
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const hold = useMutation({ mutationFn: () => api.hold(sessionId, reason.trim()), onSettled });
  const put = (): void => {
    const isTooShort = reason.trim().length < leastReason;
    setMissing(isTooShort);
    if (!isTooShort) hold.mutate();
  };
  if (!isOpen)
    return (
      <Button size="dense" icon={Lock} onClick={() => setOpen(true)}>
        {t('keeping.hold')}
      </Button>
    );
  return (
    <div className="flex w-full flex-col items-start gap-2">
      <TextArea
        label={t('keeping.reason')}
        value={reason}
        onChange={(change) => setReason(change.target.value)}
        maxLength={500}
        {...(isMissing ? { error: t('keeping.reasonMissing') } : {})}
      />
      <p className="text-n11">{t('keeping.holdText')}</p>
      <Button size="dense" icon={Lock} isBusy={hold.isPending} onClick={put}>
        {t('keeping.hold')}
      </Button>
      <FailureNotice failure={hold.error} />
    </div>
  );
}
