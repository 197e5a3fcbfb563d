import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecordingDetails } from '../../../../../protocol/media/recordings.ts';
import { detailKey, listKey } from './recordings-context.tsx';

/** A change of a recording on its way: what the server answers is shown everywhere. */
export interface Change {
  readonly isBusy: boolean;
  readonly failure: unknown;
  /** Says whether it was done. */
  run(work: () => Promise<RecordingDetails>): Promise<boolean>;
}

export function useChange(): Change {
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const run = async (work: () => Promise<RecordingDetails>): Promise<boolean> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const changed = await work();
      queries.setQueryData([detailKey, changed.id], changed);
      void queries.invalidateQueries({ queryKey: [listKey] });
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, failure, run };
}
