import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingSummary } from '../../../../../protocol/media/recordings.ts';
import type { Language } from '../../../../platform/i18n/languages.ts';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { RecordingsApi } from '../../state/recordings/recordings-api.ts';

/** What the person signed in may do here. */
export interface RecordingRights {
  readonly userId: string;
  /** Hears the calls of others, and sees who listened. */
  readonly mayReadAll: boolean;
  readonly mayHold: boolean;
}

interface Shared {
  readonly api: RecordingsApi;
  readonly rights: RecordingRights;
}

const RecordingsContext = createContext<Shared | undefined>(undefined);

/** What the parts of the page share: the server, and what one may do. */
export function RecordingsProvider({ rights, children }: { rights: RecordingRights; children: ReactNode }) {
  const { http } = usePlatform();
  const api = useMemo(() => new RecordingsApi(http), [http]);
  const shared = useMemo(() => ({ api, rights }), [api, rights]);
  return <RecordingsContext value={shared}>{children}</RecordingsContext>;
}

export function useRecordings(): Shared {
  const shared = useContext(RecordingsContext);
  if (shared === undefined) throw new Error('useRecordings needs a RecordingsProvider above it.');
  return shared;
}

export function useLanguage(): Language {
  return useTranslation().i18n.language.startsWith('de') ? 'de' : 'en';
}

/** What a party of a recorded call is called. */
export function usePartyName(): (party: RecordingSummary['caller']) => string {
  const { t } = useTranslation('recordings');
  return ({ displayName, number }) => displayName || number || t('unknown');
}

/** First parts of the query keys. */
export const listKey = 'recordings';
export const detailKey = 'recording';
export const accessKey = 'recording-access';
