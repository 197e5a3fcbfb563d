import { fromBase64Url } from '../../../../seal/index.ts';
import type { Joining } from '../state/live-ports.ts';
import { useMemo, useSyncExternalStore } from 'react';
import { ConsoleBody } from '../expert/console/console-body.tsx';
import { ConsoleHeader } from '../expert/console/console-header.tsx';
import { EndedView } from '../expert/console/ended-view.tsx';
import { LiveSessionContext, useLive } from '../expert/live-session-context.tsx';
import { RecorderHost } from '../expert/records/recorder-context.tsx';
import { RecordsProvider, type RecordsParts } from '../expert/records/records-context.tsx';
import { openSession } from '../state/open-session.ts';
import { SessionHolder } from '../state/session-holder.ts';

export interface ConsolePageProps {
  /** How the expert is called. */
  readonly name: string;
  /** The session, or the link of a colleague who invites to it. */
  readonly to: { readonly sessionId: string } | { readonly routing: string; readonly secret: string };
  readonly onLeave: () => void;
  /** With what recordings, stills and notes are sealed. */
  readonly records: RecordsParts;
}

/** `/support/ID` and `/support/join/ROUTING`: one session, from waiting for the customer to its end. */
export function ConsolePage({ name, to, onLeave, records }: ConsolePageProps) {
  const place = 'sessionId' in to ? to.sessionId : to.routing;
  // A link's secret is in the address once only; what it opened stays until another place is shown.
  // oxlint-disable-next-line react/exhaustive-deps
  const holder = useMemo(() => new SessionHolder(() => openSession(joiningOf(to, name))), [place, name]);
  const session = useSyncExternalStore(holder.subscribe, holder.get);
  if (!session) return null;
  return (
    <RecordsProvider value={records}>
      <LiveSessionContext value={session}>
        <RecorderHost>
          <Console onLeave={onLeave} />
        </RecorderHost>
      </LiveSessionContext>
    </RecordsProvider>
  );
}

function joiningOf(to: ConsolePageProps['to'], name: string): Joining {
  if ('sessionId' in to) return { role: 'expert', sessionId: to.sessionId, name };
  const { routing, secret } = to;
  return {
    role: 'expert',
    as: { kind: 'link', routingId: routing },
    secret: { kind: 'link', secret: fromBase64Url(secret) },
    routing,
    name,
  };
}

function Console({ onLeave }: Pick<ConsolePageProps, 'onLeave'>) {
  const sessionId = useLive((view) => view.session.id);
  const isEnded = useLive((view) => view.link === 'ended');
  if (isEnded) return <EndedView sessionId={sessionId} onLeave={onLeave} />;
  return (
    <div className="flex min-h-full flex-col gap-3 p-3">
      <ConsoleHeader sessionId={sessionId} onLeave={onLeave} />
      <ConsoleBody />
    </div>
  );
}
