import { useMutation } from '@tanstack/react-query';
import { Camera, MonitorUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { QueryScope } from '../../../platform/queries/query-scope.tsx';
import { Button } from '../../../ui/button/button.tsx';
import { useShortcut } from '../../../ui/shortcuts/use-shortcut.ts';
import { FailureNotice } from '../expert/failure-notice.tsx';
import { NeedsNotice } from '../expert/needs-notice.tsx';
import { useMissingNeeds } from '../expert/use-missing-needs.ts';
import { useSupportApi } from '../expert/use-support-api.ts';

export interface CallSupportProps {
  /** Of the other party of a call; undefined when it is not known. */
  readonly name: string | undefined;
  /** Whether the letter of a shortcut means this call. */
  readonly isCurrent: boolean;
  /** A session was made: its console shows link, code and QR code. */
  readonly onMade: (id: string) => void;
}

const cameraKey = 'c';

/** From a call: begins a session with the other party, by a link for their camera or about their screen. */
export function CallSupport(props: CallSupportProps) {
  return (
    <QueryScope>
      <Buttons {...props} />
    </QueryScope>
  );
}

function Buttons({ name, isCurrent, onMade }: CallSupportProps) {
  const { t } = useTranslation('support');
  const api = useSupportApi();
  const create = useMutation({
    mutationFn: (kind: 'screen' | 'camera') => api.create(kind, name),
    onSuccess: ({ id }) => onMade(id),
  });
  const missing = useMissingNeeds();
  const isUnable = missing === undefined || missing.length > 0;
  const isBusy = (kind: 'screen' | 'camera'): boolean => create.isPending && create.variables === kind;
  const begin = (kind: 'screen' | 'camera') => (): void => {
    if (!create.isPending && !isUnable) create.mutate(kind);
  };
  useShortcut(isCurrent ? cameraKey : undefined, begin('camera'));
  return (
    <>
      <Button
        size="dense"
        icon={Camera}
        isBusy={isBusy('camera')}
        disabled={isUnable}
        {...(isCurrent ? { shortcut: cameraKey } : {})}
        onClick={begin('camera')}
      >
        {t('call.sendCamera')}
      </Button>
      <Button size="dense" icon={MonitorUp} isBusy={isBusy('screen')} disabled={isUnable} onClick={begin('screen')}>
        {t('call.begin')}
      </Button>
      <NeedsNotice missing={missing ?? []} />
      {create.error && (
        <div className="w-full">
          <FailureNotice failure={create.error} />
        </div>
      )}
    </>
  );
}
