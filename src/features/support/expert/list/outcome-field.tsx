import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SessionDetail } from '../../../../../protocol/support/session.ts';
import { outcomeSchema } from '../../../../../protocol/support/states.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { toasts } from '../../../../ui/feedback/toast-store.ts';
import { Select } from '../../../../ui/field/select.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { useSupportApi } from '../use-support-api.ts';
import { setOutcome } from './set-outcome.ts';
import { detailKey } from './use-session-detail.ts';

/** How a session went; kept as soon as it is chosen. Of two who choose at once the second is told. */
export function OutcomeField({ detail }: { readonly detail: SessionDetail }) {
  const { t } = useTranslation('supportDesk');
  const api = useSupportApi();
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: (value: string) => setOutcome(api, detail, outcomeSchema.parse(value)),
    onSuccess: (changed) => {
      client.setQueryData(detailKey(detail.id), changed);
      toasts.show({ tone: 'success', text: t('outcome.saved') });
    },
    onError: () => client.invalidateQueries({ queryKey: detailKey(detail.id) }),
  });
  const isConflict = set.error instanceof ApiFailure && set.error.code === 'changed-meanwhile';
  const unsaid = detail.outcome === null ? [{ value: '', label: t('outcome.none'), isDisabled: true }] : [];
  return (
    <div className="flex flex-col gap-2">
      {isConflict ? <Notice tone="warning">{t('outcome.conflict')}</Notice> : <FailureNotice failure={set.error} />}
      <Select
        label={t('outcome.label')}
        value={set.isPending ? set.variables : (detail.outcome ?? '')}
        onValueChange={(value) => set.mutate(value)}
        disabled={set.isPending}
        options={[...unsaid, ...outcomeSchema.options.map((value) => ({ value, label: t(`outcome.values.${value}`) }))]}
      />
    </div>
  );
}
