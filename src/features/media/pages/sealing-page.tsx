import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblem } from '../../../platform/http/use-problem.ts';
import { Button } from '../../../ui/button/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ErrorState } from '../../../ui/feedback/error-state.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { SkeletonRows } from '../../../ui/feedback/skeleton.tsx';
import { PageHeader } from '../../../ui/navigation/page-header.tsx';
import { BrowsersPart } from '../components/sealing/browsers-part.tsx';
import { JoinPart } from '../components/sealing/join-part.tsx';
import { SealingMeaning } from '../components/sealing/meaning.tsx';
import { SealingProvider, useCanSeal, useSealingState, type SealingRights } from '../components/sealing/sealing-context.tsx';
import { SealingAlarm } from '../components/sealing/sealing-failure.tsx';
import { SetUpDialog } from '../components/sealing/set-up-dialog.tsx';
import { StatusPart } from '../components/sealing/status-part.tsx';

/** `/admin/sealing`: whether recordings are sealed, and which browsers open them. */
export function SealingPage({ rights }: { rights: SealingRights }) {
  const { t } = useTranslation('sealing');
  const isAble = useCanSeal();
  return (
    <SealingProvider rights={rights}>
      <PageHeader title={t('title')} text={t('text')} />
      {isAble === undefined && <SkeletonRows />}
      {isAble === false && <Notice tone="warning">{t('unsupported')}</Notice>}
      {isAble === true && <SealingBody />}
    </SealingProvider>
  );
}

function SealingBody() {
  const problem = useProblem();
  const state = useSealingState({ isWatching: true });
  if (state.data === undefined)
    return state.isError ? <ErrorState problem={problem(state.error)} onRetry={() => void state.refetch()} /> : <SkeletonRows />;
  if (state.data.kind === 'unset') return <NotSetUp />;
  if (state.data.kind === 'alarm') return <SealingAlarm why={state.data.why} />;
  return (
    <div className="flex max-w-220 flex-col gap-4">
      {state.isError && <Notice tone="warning">{problem(state.error).title}</Notice>}
      <StatusPart state={state.data} />
      {state.data.kind !== 'approved' && (
        <div className="card p-4">
          <JoinPart state={state.data} />
        </div>
      )}
      <BrowsersPart state={state.data} />
      <div className="card p-4">
        <SealingMeaning />
      </div>
    </div>
  );
}

function NotSetUp() {
  const { t } = useTranslation('sealing');
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="card max-w-220">
      <EmptyState
        icon={LockKeyhole}
        title={t('off.title')}
        text={t('off.text')}
        action={
          <Button tone="primary" onClick={() => setOpen(true)}>
            {t('off.turnOn')}
          </Button>
        }
      />
      {isOpen && <SetUpDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
