import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { usePlatform } from '../../../platform/platform-context.tsx';
import { Listening, type ListeningState } from '../state/listening.ts';
import { PromptsApi } from '../state/prompts-api.ts';

interface Media {
  api: PromptsApi;
  listening: Listening;
}

const MediaContext = createContext<Media | undefined>(undefined);

/** What the parts of the prompts page share: the server, and what is played. */
export function MediaProvider({ children }: { children: ReactNode }) {
  const { http } = usePlatform();
  const api = useMemo(() => new PromptsApi(http), [http]);
  const [listening] = useState(() => new Listening());
  useEffect(() => () => listening.stop(), [listening]);
  const media = useMemo(() => ({ api, listening }), [api, listening]);
  return <MediaContext value={media}>{children}</MediaContext>;
}

function useMedia(): Media {
  const media = useContext(MediaContext);
  if (media === undefined) throw new Error('useMedia needs a MediaProvider above it.');
  return media;
}

export function usePromptsApi(): PromptsApi {
  return useMedia().api;
}

export function useListening(): { listening: Listening; state: ListeningState } {
  const { listening } = useMedia();
  return { listening, state: useSyncExternalStore(listening.subscribe, listening.state) };
}
