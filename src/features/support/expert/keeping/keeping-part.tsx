import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { SkeletonRows } from '../../../../ui/feedback/skeleton.tsx';
import { FailureNotice } from '../failure-notice.tsx';
import { detailKey } from '../list/use-session-detail.ts';
import { HoldControls } from './hold-controls.tsx';
import { KeepingApi } from './keeping-api.ts';
import { ReceiptText } from './receipt-text.tsx';
import { useGoneText } from './use-gone-text.ts';

/** When the content of a session goes, who holds it, and the receipt of its deletion. */
export function KeepingPart({ sessionId }: { readonly sessionId: string }) {
  const { t } = useTranslation('supportDesk');
  const { http } = usePlatform();
  const api = useMemo(() => new KeepingApi(http), [http]);
  const goneText = useGoneText();
  const keeping = useQuery({ queryKey: [...detailKey(sessionId), 'keeping'], queryFn: ({ signal }) => api.keeping(sessionId, signal) });
  const { data } = keeping;
  return (
    <section aria-labelledby="session-keeping" className="mt-4 flex flex-col items-start gap-2 text-dense">
      <h3 id="session-keeping" className="font-semibold">
        {t('keeping.title')}
      </h3>
      <FailureNotice failure={keeping.error} />
      {keeping.isPending && <SkeletonRows count={2} />}
      {data && (
        <>
          <p className="text-n11">{goneText(data, 'details')}</p>
          {data.receipt && <ReceiptText receipt={data.receipt} />}
          <HoldControls sessionId={sessionId} keeping={data} api={api} />
        </>
      )}
    </section>
  );
}
