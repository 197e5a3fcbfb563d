import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSupportApi } from '../use-support-api.ts';
import { LinkedText } from '../../exchange/linked-text.tsx';
import { Panel } from './panel.tsx';

/** What people write. `/` at the beginning offers the tenant's ready answers. */
export function ChatPanel() {
  const { t } = useTranslation('support');
  return (
    <Panel title={t('chat.title')}>
      <Lines />
      <Writing />
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

function Writing() {
  const { t } = useTranslation('support');
  const session = useSession();
  const api = useSupportApi();
  const id = useId();
  const [text, setText] = useState('');
  const canSend = useLive(({ link }) => link === 'live' || link === 'reconnecting');
  const replies = useQuery({
    queryKey: ['canned-replies'],
    queryFn: ({ signal }) => api.cannedReplies(signal),
    enabled: text.startsWith('/'),
  });
  const wanted = text.startsWith('/') ? text.slice(1).toLocaleLowerCase() : undefined;
  const offered =
    wanted === undefined ? [] : (replies.data?.items ?? []).filter(({ title }) => title.toLocaleLowerCase().includes(wanted)).slice(0, 6);
  const send = (): void => {
    if (text.trim() === '' || !canSend) return;
    session.say(text);
    setText('');
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const [first] = offered;
    if (first) setText(first.text);
    else send();
  };
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {offered.length > 0 && (
        <ul aria-label={t('chat.replies')} className="flex flex-col rounded-input border">
          {offered.map((reply) => (
            <li key={reply.title}>
              <button type="button" className="w-full px-2 py-1 text-left text-dense hover:bg-n3" onClick={() => setText(reply.text)}>
                <strong className="font-medium">{reply.title}</strong> <span className="text-n11">{reply.text.slice(0, 60)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex items-end gap-2">
        <label htmlFor={id} className="sr-only">
          {t('chat.message')}
        </label>
        <textarea
          id={id}
          rows={1}
          value={text}
          maxLength={20_000}
          placeholder={t('chat.placeholder')}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={key}
          className="control field-sizing-content max-h-32 flex-1 resize-none py-2"
        />
        <Button type="submit" tone="primary" disabled={!canSend}>
          {t('chat.send')}
        </Button>
      </div>
    </form>
  );
}
