import { useMemo, useSyncExternalStore } from 'react';
import { ConsoleBody } from '../expert/console/console-body.tsx';
import { ConsoleHeader } from '../expert/console/console-header.tsx';
import { EndedView } from '../expert/console/ended-view.tsx';
import { LiveSessionContext, useLive } from '../expert/live-session-context.tsx';
import { openSession } from '../state/open-session.ts';
import { SessionHolder } from '../state/session-holder.ts';

export interface ConsolePageProps {
  readonly sessionId: string;
  /** How the expert is called. */
  readonly name: string;
  readonly onLeave: () => void;
}

/** `/support/ID`: one session, from waiting for the customer to its end. */
export function ConsolePage({ sessionId, name, onLeave }: ConsolePageProps) {
  const holder = useMemo(() => new SessionHolder(() => openSession({ role: 'expert', sessionId, name })), [sessionId, name]);
  const session = useSyncExternalStore(holder.subscribe, holder.get);
  if (!session) return null;
  return (
    <LiveSessionContext value={session}>
      <Console sessionId={sessionId} onLeave={onLeave} />
    </LiveSessionContext>
  );
}

function Console({ sessionId, onLeave }: Pick<ConsolePageProps, 'sessionId' | 'onLeave'>) {
  const isEnded = useLive((view) => view.link === 'ended');
  if (isEnded) return <EndedView sessionId={sessionId} onLeave={onLeave} />;
  return (
    <div className="flex min-h-full flex-col gap-3 p-3">
      <ConsoleHeader sessionId={sessionId} onLeave={onLeave} />
      <ConsoleBody />
    </div>
  );
}
