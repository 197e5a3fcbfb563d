import { useMemo } from 'react';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { VoicemailApi } from '../../state/voicemail-api.ts';

/** What a person asks the server about boxes, also on pages without a phone. */
export function useVoicemailApi(): VoicemailApi {
  const { http } = usePlatform();
  return useMemo(() => new VoicemailApi(http), [http]);
}
