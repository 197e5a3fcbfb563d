import { useEffect, useId, useRef } from 'react';
import { useSpeech } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { LinkedText } from '../../exchange/linked-text.tsx';
import { useChatLine } from '../../exchange/use-chat-line.ts';
import { Part } from './part.tsx';
import { TouchButton } from './touch-button.tsx';

/** What people write to each other. */
export function ChatPart() {
  const { words } = useSpeech();
  return (
    <Part title={words.chat.title}>
      <Lines />
      <Writing />
    </Part>
  );
}

function Lines() {
  const { words, language } = useSpeech();
  const lines = useLive((view) => view.chat);
  const mySeatId = useLive((view) => view.mySeatId);
  const list = useRef<HTMLDivElement>(null);
  const count = lines.length;
  useEffect(() => {
    if (count > 0) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [count]);
  // Not for an empty chat: the page draws it with the keys, and a browser reads how times are written first.
  const time = count > 0 ? new Intl.DateTimeFormat(language, { timeStyle: 'short' }) : undefined;
  return (
    // A list that scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={list} role="log" aria-label={words.chat.title} tabIndex={0} className="flex max-h-72 min-h-12 flex-col gap-2 overflow-y-auto">
      {lines.length === 0 && <p className="text-n11">{words.chat.empty}</p>}
      {lines.map(({ id, seatId, name, text, at }) => (
        <div
          key={id}
          className={
            seatId === mySeatId
              ? 'max-w-5/6 self-end rounded-card bg-accent-soft px-3 py-2'
              : 'max-w-5/6 self-start rounded-card bg-n3 px-3 py-2'
          }
        >
          <p className="text-caption text-n11">
            {seatId === mySeatId ? words.chat.me : name} · {time?.format(at)}
          </p>
          <p className="break-words whitespace-pre-wrap">
            <LinkedText text={text} />
          </p>
        </div>
      ))}
    </div>
  );
}

/** The field, and what sends. */
export function Writing() {
  const { words } = useSpeech();
  const session = useSession();
  const canSend = useLive(({ link }) => link === 'live' || link === 'locked' || link === 'reconnecting');
  const id = useId();
  const { text, setText, onSubmit, onKeyDown } = useChatLine(session, canSend);
  return (
    <form onSubmit={onSubmit} className="flex items-end gap-2">
      <label htmlFor={id} className="sr-only">
        {words.chat.message}
      </label>
      <textarea
        id={id}
        rows={1}
        value={text}
        maxLength={20_000}
        placeholder={words.chat.message}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="control field-sizing-content max-h-32 min-h-11 flex-1 resize-none py-2.5"
      />
      <TouchButton type="submit" tone="primary" disabled={!canSend}>
        {words.chat.send}
      </TouchButton>
    </form>
  );
}
