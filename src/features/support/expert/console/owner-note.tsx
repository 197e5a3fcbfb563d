import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlatform } from '../../../../platform/platform-context.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { detailKey, useSessionDetail } from '../list/use-session-detail.ts';

export interface OwnerNoteProps {
  readonly sessionId: string;
  readonly userId: string;
}

/** Somebody took, or was given, the session that was mine when this page was opened. */
export function OwnerNote({ sessionId, userId }: OwnerNoteProps) {
  const { t } = useTranslation('supportDesk');
  useDetailNews(sessionId);
  const detail = useSessionDetail(sessionId).data;
  const [wasMine, setWasMine] = useState(false);
  const isMine = detail?.ownerId === userId;
  if (isMine && !wasMine) setWasMine(true);
  if (!detail || isMine || !wasMine || detail.state === 'done') return null;
  const name = detail.ownerName;
  return <Notice tone="info">{t(detail.state === 'waiting' ? 'queue.theirsWaiting' : 'queue.theirs', { name })}</Notice>;
}

/** Reads a session again when the server says that it changed. */
function useDetailNews(sessionId: string): void {
  const client = useQueryClient();
  const { live } = usePlatform();
  useEffect(() => {
    const lifetime = new AbortController();
    const read = (): void => void client.invalidateQueries({ queryKey: detailKey(sessionId) });
    live.onNotification('support.sessions-changed', (changed) => changed.sessionId === sessionId && read(), lifetime.signal);
    live.on('missed', read, lifetime.signal);
    return () => lifetime.abort();
  }, [client, live, sessionId]);
}
