import { useMutation } from '@tanstack/react-query';
import { Camera, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { NeedsNotice } from '../needs-notice.tsx';
import { useMissingNeeds } from '../use-missing-needs.ts';
import { useSupportApi } from '../use-support-api.ts';

/** Begins a session about a screen or about what a camera sees. */
export function NewSessionButtons({ onMade }: { readonly onMade: (id: string) => void }) {
  const { t } = useTranslation('support');
  const api = useSupportApi();
  const create = useMutation({ mutationFn: (kind: 'screen' | 'camera') => api.create(kind), onSuccess: ({ id }) => onMade(id) });
  const missing = useMissingNeeds();
  // Before anybody makes a link that nobody can be helped by.
  const isUnable = missing === undefined || missing.length > 0;
  const isBusy = (kind: 'screen' | 'camera'): boolean => create.isPending && create.variables === kind;
  return (
    <>
      <NeedsNotice missing={missing ?? []} />
      <FailureNotice failure={create.error} />
      <Button icon={Camera} isBusy={isBusy('camera')} disabled={isUnable || isBusy('screen')} onClick={() => create.mutate('camera')}>
        {t('list.newCamera')}
      </Button>
      <Button
        tone="primary"
        icon={Plus}
        isBusy={isBusy('screen')}
        disabled={isUnable || isBusy('camera')}
        onClick={() => create.mutate('screen')}
      >
        {t('list.new')}
      </Button>
    </>
  );
}
