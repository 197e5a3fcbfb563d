import { memo, useId } from 'react';
import { useSpeech } from '../words/customer-words.tsx';
import { useLive, useSession } from './customer-session.tsx';
import { LinkedText } from '../../exchange/linked-text.tsx';
import { useChatLine } from '../../exchange/use-chat-line.ts';
import { useNewestLines } from '../../exchange/use-newest-lines.ts';
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
  const { shown, showEarlier, list, onScroll } = useNewestLines(lines, mySeatId);
  // Not for an empty chat: the page draws it with the keys, and a browser reads how times are written first.
  const time = lines.length > 0 ? new Intl.DateTimeFormat(language, { timeStyle: 'short' }) : undefined;
  return (
    <div
      ref={list}
      role="log"
      aria-label={words.chat.title}
      // A list that scrolls has to be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={onScroll}
      className="flex max-h-72 min-h-12 flex-col gap-2 overflow-y-auto"
    >
      {lines.length === 0 && <p className="text-n11">{words.chat.empty}</p>}
      {showEarlier && <TouchButton onClick={showEarlier}>{words.chat.earlier}</TouchButton>}
      {shown.map(({ id, seatId, name, text, at }) => (
        <Line
          key={id}
          isMine={seatId === mySeatId}
          head={`${seatId === mySeatId ? words.chat.me : name} · ${time?.format(at) ?? ''}`}
          text={text}
        />
      ))}
    </div>
  );
}

interface LineProps {
  readonly isMine: boolean;
  readonly head: string;
  readonly text: string;
}

const Line = memo(function Line({ isMine, head, text }: LineProps) {
  return (
    <div
      className={isMine ? 'max-w-5/6 self-end rounded-card bg-accent-soft px-3 py-2' : 'max-w-5/6 self-start rounded-card bg-n3 px-3 py-2'}
    >
      <p className="text-caption text-n11">{head}</p>
      <p className="break-words whitespace-pre-wrap">
        <LinkedText text={text} />
      </p>
    </div>
  );
});

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
