import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { recordingPolicyBodySchema, type PolicySubject, type RecordingPolicy } from '../../../protocol/media/recordings.ts';
import { usePlatform } from '../platform-context.tsx';

/** The recording policy of a person or a queue in an admin's dialog. */
export interface PolicyEdit {
  /** Undefined while it is not known: then it can be neither shown nor changed. */
  readonly policy: RecordingPolicy | undefined;
  readonly choose: (policy: RecordingPolicy) => void;
  /** Stores what was chosen, if it was changed. Throws ApiFailure. */
  readonly save: () => Promise<void>;
}

/** A thing that is not there yet (`id` undefined) has no policy: it is on demand until somebody changes it. */
export function useRecordingPolicy(kind: PolicySubject, id: string | undefined): PolicyEdit {
  const { http } = usePlatform();
  const [chosen, setChosen] = useState<RecordingPolicy>();
  const address = `/api/admin/recording-policies/${kind}/${encodeURIComponent(id ?? '')}`;
  const stored = useQuery({
    queryKey: ['recording-policy', kind, id],
    queryFn: ({ signal }) => http.get(address, recordingPolicyBodySchema, { signal }),
    enabled: id !== undefined,
    staleTime: 0,
    gcTime: 0,
  });
  return {
    policy: chosen ?? stored.data?.policy,
    choose: setChosen,
    save: async () => {
      if (chosen !== undefined && chosen !== stored.data?.policy)
        await http.send('PUT', address, { policy: chosen }, recordingPolicyBodySchema);
    },
  };
}
