import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { Flag } from 'lucide-react';
import { ConfirmDialog } from '../../../ui/overlay/confirm-dialog.tsx';
import { LiveSessionContext, useLive, useSession } from '../expert/live-session-context.tsx';
import { CapabilitiesPanel } from '../expert/panels/capabilities-panel.tsx';
import { ChatPanel } from '../expert/panels/chat-panel.tsx';
import { FactsPanel, FilesPanel } from '../expert/panels/exchange-panel.tsx';
import { InvitesPanel } from '../expert/panels/invites-panel.tsx';
import { PeoplePanel } from '../expert/panels/people-panel.tsx';
import { StagePart } from '../expert/stage/stage-part.tsx';
import { Voices } from '../expert/voices.tsx';
import { minutesText, useNow } from '../expert/use-now.ts';
import type { LiveSession } from '../state/live-session.ts';
import { openSession } from '../state/open-session.ts';

export interface ConsolePageProps {
  readonly sessionId: string;
  /** How the expert is called. */
  readonly name: string;
  readonly onLeave: () => void;
}

/** `/support/ID`: one session, from waiting for the customer to its end. */
export function ConsolePage({ sessionId, name, onLeave }: ConsolePageProps) {
  const [session, setSession] = useState<LiveSession>();
  useEffect(() => {
    const opened = openSession({ role: 'expert', sessionId, name });
    opened.start();
    setSession(opened);
    return () => opened.close();
  }, [sessionId, name]);
  if (!session) return null;
  return (
    <LiveSessionContext value={session}>
      <Console onLeave={onLeave} />
    </LiveSessionContext>
  );
}

function Console({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('support');
  const link = useLive((view) => view.link);
  const reason = useLive((view) => view.endReason) ?? 'done';
  if (link === 'ended')
    return (
      <div className="p-6">
        <EmptyState
          icon={Flag}
          title={t('ended.title')}
          text={t([`ended.reasons.${reason}`, 'ended.reasons.done'] as never)}
          action={
            <Button tone="primary" onClick={onLeave}>
              {t('ended.back')}
            </Button>
          }
        />
      </div>
    );
  return (
    <div className="flex min-h-full flex-col gap-3 p-3">
      <StateLine onLeave={onLeave} />
      <div className="grid min-h-0 flex-1 gap-3 lg:grid-cols-[1fr_22rem]">
        <StagePart />
        <aside className="flex flex-col gap-3">
          <InvitesPanel />
          <PeoplePanel />
          <CapabilitiesPanel />
          <ChatPanel />
          <FilesPanel />
          <FactsPanel />
        </aside>
      </div>
      <Voices />
    </div>
  );
}

function StateLine({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('support');
  const session = useSession();
  const link = useLive((view) => view.link);
  const problem = useLive((view) => view.problem);
  const customer = useLive((view) => view.people.find(({ role }) => role === 'customer')?.name);
  const startedAt = useLive((view) => view.session.startedAt);
  const now = useNow();
  const [isEnding, setEnding] = useState(false);
  return (
    <header className="flex flex-wrap items-center gap-2">
      <h1 className="text-page font-semibold">{customer === undefined ? t('console.title') : t('console.with', { name: customer })}</h1>
      <p role="status" className="text-dense text-n11">
        {t(`link.${link}`)}
        {startedAt !== undefined && link === 'live' && <span className="tabular-nums"> · {minutesText(now - startedAt)}</span>}
      </p>
      <span className="flex-1" />
      <Button size="dense" onClick={() => void session.leave().then(onLeave)}>
        {t('console.leave')}
      </Button>
      <Button size="dense" tone="danger" onClick={() => setEnding(true)}>
        {t('console.end')}
      </Button>
      {problem && (
        <div className="w-full">
          <Notice tone="warning">
            {t([`problem.${problem.code}`, 'problem.other'] as never)}{' '}
            <Button size="dense" tone="quiet" onClick={() => session.dismissProblem()}>
              {t('problem.dismiss')}
            </Button>
          </Notice>
        </div>
      )}
      <ConfirmDialog
        isOpen={isEnding}
        title={t('console.endTitle')}
        action={t('console.end')}
        isDangerous
        onConfirm={() => void session.end('done')}
        onClose={() => setEnding(false)}
      >
        {t('console.endText')}
      </ConfirmDialog>
    </header>
  );
}
