import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveSessionContext } from '../live-session-context.tsx';
import type { SessionDesk } from '../../state/session-desk.ts';
import { Thumbnail } from './thumbnail.tsx';

export interface OpenSessionsProps {
  readonly desk: SessionDesk;
  /** The one that is looked at in full: its id, or what it was opened by. */
  readonly except?: string;
  /** By its id, or by what it was opened by while it has none. */
  readonly onOpen: (place: string) => void;
}

/** The sessions that this tab is in, each with its picture as it goes on. The pictures were opened here: nobody else has them. */
export function OpenSessions({ desk, except, onOpen }: OpenSessionsProps) {
  const { t } = useTranslation('support');
  const opened = useSyncExternalStore(desk.subscribe, desk.get);
  const full = except === undefined ? undefined : desk.find(except);
  const shown = opened.filter(({ session }) => session !== full);
  if (shown.length === 0) return null;
  return (
    <section aria-label={t('open.title')} className="mb-4 flex flex-col gap-2">
      <h2 className="text-title font-semibold">{t('open.title')}</h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3">
        {shown.map(({ place, session, seenLines }) => (
          <LiveSessionContext key={place} value={session}>
            <Thumbnail seenLines={seenLines} onOpen={() => onOpen(session.getView().session.id || place)} />
          </LiveSessionContext>
        ))}
      </ul>
    </section>
  );
}
