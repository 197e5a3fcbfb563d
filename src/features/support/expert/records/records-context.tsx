import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, type ReactNode } from 'react';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { browserStorage } from '../../../../platform/storage/careful-storage.ts';
import { tabClaims } from '../../../../platform/tab-claims.ts';
import type { OrganisationKeys } from '../../state/certificate-desk.ts';
import { NoteDrafts, sessionOfDraft } from '../../state/records/note-drafts.ts';
import { RecordsApi } from '../../state/records/records-api.ts';
import { SessionRecords, type StillTitle } from '../../state/records/session-records.ts';
import type { TenantKeys } from '../../state/records/tenant-keys.ts';
import { useLive } from '../live-session-context.tsx';

/** What the app gives to whoever keeps and opens things of sessions. */
export interface RecordsParts {
  readonly keys: TenantKeys;
  /** Whose drafts are theirs. */
  readonly userId: string;
  readonly organisation: OrganisationKeys;
  /** Where somebody asks that this browser may open. */
  readonly approval: ReactNode;
  /** Whether this person may make the tenant's keys. */
  readonly maySeal: boolean;
}

/** A draft that nobody wrote on for so long is of no page that is open. */
const quietMs = 10_000;

const RecordsContext = createContext<RecordsParts | undefined>(undefined);
export const RecordsProvider = RecordsContext.Provider;

export function useRecordsParts(): RecordsParts {
  const parts = useContext(RecordsContext);
  if (parts === undefined) throw new Error('there is no RecordsProvider above this component');
  return parts;
}

/** What is kept of one session. */
export function useSessionRecords(sessionId: string): SessionRecords {
  const { http } = usePlatform();
  const { keys, userId } = useRecordsParts();
  return useMemo(
    () => new SessionRecords({ sessionId, keys, api: new RecordsApi(http), drafts: draftsOf(userId) }),
    [http, keys, userId, sessionId],
  );
}

/** Sends notes that pages which are gone had written. */
export function useLeftNotes({ keys, userId }: RecordsParts): void {
  const { http } = usePlatform();
  useEffect(() => {
    const life = new AbortController();
    const api = new RecordsApi(http);
    const drafts = draftsOf(userId);
    // What cannot be sent stays, and is sent another time.
    for (const name of drafts.left(quietMs))
      new SessionRecords({ sessionId: sessionOfDraft(name), keys, api, drafts }).bringNotes(life.signal, name).catch(() => undefined);
    return () => life.abort();
  }, [http, keys, userId]);
}

function draftsOf(userId: string): NoteDrafts {
  return new NoteDrafts(browserStorage, userId, Date.now, tabClaims);
}

export function recordsKey(sessionId: string): readonly string[] {
  return ['support-records', sessionId];
}

/** Keeps a picture of the session that is shown, sealed, with title and number. Rejects with ApiFailure or RecordFailure: `recordTrouble` has words. */
export function useKeepStill(): (picture: Blob, said: StillTitle) => Promise<Artefact> {
  const sessionId = useLive((view) => view.session.id);
  const records = useSessionRecords(sessionId);
  const queries = useQueryClient();
  return async (picture, said) => {
    const kept = await records.keepStill(picture, said);
    void queries.invalidateQueries({ queryKey: recordsKey(sessionId) });
    return kept;
  };
}
