import { useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CannedReply } from '../../../../../protocol/support/session.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { useChatLine } from '../../exchange/use-chat-line.ts';
import { useLive, useSession } from '../live-session-context.tsx';
import { useSupportApi } from '../use-support-api.ts';
import { answerId, ReadyAnswerList } from './ready-answer-list.tsx';
import { answersFor, askedFor } from './ready-answers.ts';

/** Where an expert writes. Enter sends, Shift and Enter begins a line; `/` offers ready answers (arrows, Enter, Escape). */
export function ChatWriting() {
  const { t } = useTranslation('support');
  const session = useSession();
  const id = useId();
  const canSend = useLive(({ link }) => link === 'live' || link === 'reconnecting');
  const { text, setText, onSubmit, onKeyDown } = useChatLine(session, canSend);
  const answers = useReadyAnswers(text, setText);
  const listId = `${id}-answers`;
  const isOffered = answers.isOpen && answers.offered.length > 0;
  return (
    <form className="flex flex-col gap-1" onSubmit={onSubmit}>
      {answers.isOpen && <ReadyAnswerList id={listId} {...answers} />}
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
          aria-controls={isOffered ? listId : undefined}
          aria-activedescendant={isOffered ? answerId(listId, answers.chosen) : undefined}
          onChange={(event) => answers.write(event.target.value)}
          onKeyDown={(event) => {
            if (!answers.handleKey(event)) onKeyDown(event);
          }}
          className="control field-sizing-content max-h-32 flex-1 resize-none py-2"
        />
        <Button type="submit" tone="primary" disabled={!canSend}>
          {t('chat.send')}
        </Button>
      </div>
    </form>
  );
}

function useReadyAnswers(text: string, setText: (text: string) => void) {
  const api = useSupportApi();
  const [chosen, setChosen] = useState(0);
  const [isDismissed, setDismissed] = useState(false);
  const asked = askedFor(text);
  const isOpen = asked !== undefined && !isDismissed;
  const { data, isPending, isError } = useQuery({
    queryKey: ['canned-replies'],
    queryFn: ({ signal }) => api.cannedReplies(signal),
    enabled: isOpen,
  });
  const offered = isOpen ? answersFor(asked, data?.items ?? []) : [];
  const write = (written: string): void => {
    setText(written);
    setChosen(0);
    setDismissed(false);
  };
  const onTake = (reply: CannedReply): void => {
    setText(reply.text);
    // A ready answer that begins with a slash is no question for another.
    setDismissed(true);
  };
  /** @returns whether the key was for the list */
  const handleKey = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const reply = offered[chosen];
    if (event.key === 'Escape') setDismissed(true);
    else if (!reply) return false;
    else if (step !== 0) setChosen((chosen + step + offered.length) % offered.length);
    else if (event.key === 'Enter' && !event.shiftKey) onTake(reply);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    isOpen,
    offered,
    chosen,
    isLoading: isPending,
    hasFailed: isError,
    hasAny: (data?.items.length ?? 0) > 0,
    onTake,
    write,
    handleKey,
  };
}
