import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SeenSample } from '../../../../../../protocol/support/seen.ts';
import { useSupportApi } from '../../use-support-api.ts';

/** Bytes that pass through the server of a session: taken when somebody asks for them. The last ones stay until there are others. */
export function useSeenSample(sessionId: string) {
  const api = useSupportApi();
  const [sample, setSample] = useState<SeenSample>();
  const { mutate, isPending, error } = useMutation({ mutationFn: () => api.sample(sessionId), onSuccess: setSample });
  return { sample, take: () => mutate(), isTaking: isPending, failure: error };
}
