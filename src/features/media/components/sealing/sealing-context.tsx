import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { createOwnBrowserStore } from '../../state/sealing/own-browser.idb.ts';
import { createSealingServer } from '../../state/sealing/sealing-api.ts';
import { SealingDesk, type SealingState } from '../../state/sealing/sealing-desk.ts';
import { canSeal } from '../../state/sealing/sealing-support.ts';

export interface SealingRights {
  readonly tenantId: string;
  readonly userId: string;
  /** Sets sealing up, approves and removes browsers. */
  readonly maySeal: boolean;
}

interface Shared {
  readonly desk: SealingDesk;
  readonly maySeal: boolean;
}

const SealingContext = createContext<Shared | undefined>(undefined);

/** This browser's part in sealing, for the person signed in. Needs a QueryScope above it. */
export function SealingProvider({ rights, children }: { rights: SealingRights; children: ReactNode }) {
  const { http } = usePlatform();
  const { tenantId, userId, maySeal } = rights;
  const desk = useMemo(
    () => new SealingDesk({ tenantId, userId, server: createSealingServer(http), store: createOwnBrowserStore() }),
    [http, tenantId, userId],
  );
  const shared = useMemo(() => ({ desk, maySeal }), [desk, maySeal]);
  return <SealingContext value={shared}>{children}</SealingContext>;
}

export function useSealing(): Shared {
  const shared = useContext(SealingContext);
  if (shared === undefined) throw new Error('useSealing needs a SealingProvider above it.');
  return shared;
}

const stateKey = ['sealing'];
const lookAgainMs = 4_000;

/** Where this browser stands; looked at again while somebody else may change it. */
export function useSealingState({ isWatching }: { isWatching: boolean }) {
  const { desk } = useSealing();
  return useQuery({
    queryKey: stateKey,
    queryFn: () => desk.state(),
    staleTime: 0,
    refetchInterval: ({ state }) => (isWatching || state.data?.kind === 'waiting' ? lookAgainMs : false),
  });
}

/** Undefined while it is found out. */
export function useCanSeal(): boolean | undefined {
  return useQuery({ queryKey: ['can-seal'], queryFn: canSeal, staleTime: Number.POSITIVE_INFINITY }).data;
}

export interface SealingChange {
  readonly isBusy: boolean;
  readonly failure: unknown;
  /** Says whether it was done. */
  run(work: () => Promise<SealingState>): Promise<boolean>;
}

/** A change on its way: the state that comes of it is shown everywhere. */
export function useSealingChange(): SealingChange {
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const run = async (work: () => Promise<SealingState>): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    try {
      queries.setQueryData(stateKey, await work());
      return true;
    } catch (error) {
      setFailure(error);
      void queries.invalidateQueries({ queryKey: stateKey });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, run };
}
