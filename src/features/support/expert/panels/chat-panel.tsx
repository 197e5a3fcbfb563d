import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../live-session-context.tsx';
import { LinkedText } from '../../exchange/linked-text.tsx';
import { ChatWriting } from './chat-writing.tsx';
import { Panel } from './panel.tsx';

/** What people write. `/` at the beginning offers the tenant's ready answers. */
export function ChatPanel() {
  const { t } = useTranslation('support');
  return (
    <Panel title={t('chat.title')}>
      <Lines />
      <ChatWriting />
    </Panel>
  );
}

function Lines() {
  const { t, i18n } = useTranslation('support');
  const lines = useLive((view) => view.chat);
  const mySeatId = useLive((view) => view.mySeatId);
  const list = useRef<HTMLDivElement>(null);
  const count = lines.length;
  useEffect(() => {
    if (count > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });
  const name = t('chat.lines');
  return (
    // A list that scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={list} role="log" aria-label={name} tabIndex={0} className="flex max-h-80 min-h-24 flex-col gap-2 overflow-y-auto">
      {count === 0 && <p className="text-dense text-n11">{t('chat.empty')}</p>}
      {lines.map((line) => (
        <div
          key={line.id}
          className={`max-w-11/12 rounded-card px-2.5 py-1.5 text-dense ${line.seatId === mySeatId ? 'self-end bg-accent-soft' : 'self-start bg-n3'}`}
        >
          <p className="text-caption text-n11">
            {line.seatId === mySeatId ? t('chat.me') : line.name} · {time.format(line.at)}
          </p>
          <p className="break-words whitespace-pre-wrap">
            <LinkedText text={line.text} />
          </p>
        </div>
      ))}
    </div>
  );
}
