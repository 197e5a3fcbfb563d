import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Artefact } from '../../../../../protocol/support/records.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import type { OrganisationKeys } from '../../state/certificate-desk.ts';
import { RecordsApi } from '../../state/records/records-api.ts';
import { SessionRecords } from '../../state/records/session-records.ts';
import type { TenantKeys } from '../../state/records/tenant-keys.ts';
import { useLive } from '../live-session-context.tsx';

/** What the app gives to whoever keeps and opens things of sessions. */
export interface RecordsParts {
  readonly keys: TenantKeys;
  readonly organisation: OrganisationKeys;
  /** Where somebody asks that this browser may open. */
  readonly approval: ReactNode;
  /** Whether this person may make the tenant's keys. */
  readonly maySeal: boolean;
}

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
  const { keys } = useRecordsParts();
  return useMemo(() => new SessionRecords({ sessionId, keys, api: new RecordsApi(http) }), [http, keys, sessionId]);
}

export function recordsKey(sessionId: string): readonly string[] {
  return ['support-records', sessionId];
}

/** Keeps a picture of the session that is shown, sealed, with a title. Rejects with ApiFailure or RecordFailure: `recordTrouble` has words. */
export function useKeepStill(): (picture: Blob, title: string) => Promise<Artefact> {
  const sessionId = useLive((view) => view.session.id);
  const records = useSessionRecords(sessionId);
  const queries = useQueryClient();
  return async (picture, title) => {
    const kept = await records.keepStill(picture, title);
    void queries.invalidateQueries({ queryKey: recordsKey(sessionId) });
    return kept;
  };
}
