import { fromBase64Url } from '../../../../seal/index.ts';
import { tabStorage } from '../../../platform/storage/careful-storage.ts';
import type { SessionDesk } from '../state/session-desk.ts';
import type { Joining } from '../state/joining.ts';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useKeptFocus } from '../../../ui/use-kept-focus.ts';
import { ConsoleBody } from '../expert/console/console-body.tsx';
import { ConsoleHeader } from '../expert/console/console-header.tsx';
import { EndedView } from '../expert/console/ended-view.tsx';
import { FormerSession } from '../expert/console/former-session.tsx';
import { OwnerNote } from '../expert/console/owner-note.tsx';
import type { OpenAgain } from '../expert/list/start-again.tsx';
import { sessionsOf } from '../expert/open/my-sessions.ts';
import { OpenSessions } from '../expert/open/open-sessions.tsx';
import { LiveSessionContext, useLive } from '../expert/live-session-context.tsx';
import { NeedsNotice } from '../expert/needs-notice.tsx';
import { useMissingNeeds } from '../expert/use-missing-needs.ts';
import { SeatHandover } from '../state/seat-handover.ts';
import { RecorderHost } from '../expert/records/recorder-context.tsx';
import { RecordsProvider, type RecordsParts } from '../expert/records/records-context.tsx';

export interface ConsolePageProps {
  /** How the expert is called. */
  readonly name: string;
  readonly userId: string;
  /** The session, or the link of a colleague who invites to it. */
  readonly to: { readonly sessionId: string } | { readonly routing: string; readonly secret: string };
  readonly onLeave: () => void;
  /** Another session, by its id. */
  readonly onOpen: (id: string) => void;
  /** A new session with the same customer. */
  readonly onAgain: OpenAgain;
  /** The session that this one goes on from. */
  readonly formerId?: string | undefined;
  /** With what recordings, stills and notes are sealed. */
  readonly records: RecordsParts;
}

/** A second tab of the same person goes on in the seat of the first. */
export function ConsolePage(props: ConsolePageProps) {
  const place = 'sessionId' in props.to ? props.to.sessionId : props.to.routing;
  const isReady = useSeatOfOtherTab(place);
  const missing = useMissingNeeds();
  if (!isReady || missing === undefined) return null;
  // Nothing is opened, and a colleague's link is not used up.
  if (missing.length > 0)
    return (
      <div className="p-3">
        <NeedsNotice missing={missing} />
      </div>
    );
  return <SessionPage {...props} />;
}

function useSeatOfOtherTab(place: string): boolean {
  const [readyFor, setReadyFor] = useState<string>();
  useEffect(() => {
    let isGone = false;
    const handover = new SeatHandover(new BroadcastChannel('support-seats'), tabStorage, place);
    const fetch = async (): Promise<void> => {
      await handover.fetch();
      if (!isGone) setReadyFor(place);
    };
    void fetch();
    return () => {
      isGone = true;
      handover.close();
    };
  }, [place]);
  return readyFor === place;
}

/** `/support/ID` and `/support/join/ROUTING`: one session, from waiting for the customer to its end. */
function SessionPage({ name, userId, to, records, ...ways }: ConsolePageProps) {
  const place = 'sessionId' in to ? to.sessionId : to.routing;
  const desk = sessionsOf(userId, name, records.organisation);
  useEffect(
    () => desk.look(joiningOf(to, name)),
    // A link's secret is in the address once only; what it opened stays until another place is shown.
    // oxlint-disable-next-line react/exhaustive-deps
    [desk, place],
  );
  useEffect(() => {
    // What pictures need, while the customer is waited for; when that fails the first one fetches it.
    import('../../../platform/sfu/room-client.ts').catch(() => undefined);
  }, []);
  const session = useSyncExternalStore(desk.subscribe, () => desk.find(place));
  if (!session) return null;
  return (
    <RecordsProvider value={records}>
      <LiveSessionContext key={place} value={session}>
        <RecorderHost>
          <Console desk={desk} place={place} userId={userId} {...ways} />
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

interface ConsoleProps extends Pick<ConsolePageProps, 'onLeave' | 'onOpen' | 'onAgain' | 'formerId' | 'userId'> {
  readonly desk: SessionDesk;
  readonly place: string;
}

function Console({ desk, place, userId, formerId, onLeave, onOpen, onAgain }: ConsoleProps) {
  const sessionId = useLive((view) => view.session.id);
  const isEnded = useLive((view) => view.link === 'ended');
  const part = useRef<HTMLDivElement>(null);
  useKeptFocus(part);
  if (isEnded) return <EndedView sessionId={sessionId} onLeave={onLeave} onAgain={onAgain} />;
  return (
    <div ref={part} className="flex min-h-full flex-col gap-3 p-3">
      <ConsoleHeader sessionId={sessionId} onLeave={onLeave} />
      {formerId !== undefined && <FormerSession id={formerId} />}
      {sessionId !== '' && <OwnerNote sessionId={sessionId} userId={userId} />}
      <ConsoleBody />
      <OpenSessions desk={desk} except={place} onOpen={onOpen} />
    </div>
  );
}
