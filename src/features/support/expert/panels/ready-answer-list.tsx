import { useTranslation } from 'react-i18next';
import type { CannedReply } from '../../../../../protocol/support/session.ts';

export interface ReadyAnswerListProps {
  readonly id: string;
  readonly offered: readonly CannedReply[];
  /** Which one Enter takes. */
  readonly chosen: number;
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
  /** The tenant has some. */
  readonly hasAny: boolean;
  readonly onTake: (reply: CannedReply) => void;
}

export const answerId = (id: string, at: number): string => `${id}-${String(at)}`;

/** Ready answers under the hand of who writes; the field keeps the focus. */
export function ReadyAnswerList({ id, offered, chosen, isLoading, hasFailed, hasAny, onTake }: ReadyAnswerListProps) {
  const { t } = useTranslation('support');
  if (offered.length === 0)
    return (
      <p role="status" className="rounded-input border px-2 py-1 text-dense text-n11">
        {t(hasFailed ? 'chat.repliesFailed' : isLoading ? 'chat.repliesLoading' : hasAny ? 'chat.noSuchReply' : 'chat.noReplies')}
      </p>
    );
  return (
    <div id={id} role="listbox" aria-label={t('chat.replies')} tabIndex={-1} className="flex flex-col rounded-input border">
      {offered.map((reply, at) => (
        // The field has the keyboard, as in every combobox.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={reply.title}
          id={answerId(id, at)}
          role="option"
          tabIndex={-1}
          aria-selected={at === chosen}
          className="cursor-default px-2 py-1 text-dense hover:bg-n3 aria-selected:bg-accent-soft"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(reply)}
        >
          <strong className="font-medium">{reply.title}</strong> <span className="text-n11">{reply.text.slice(0, 60)}</span>
        </div>
      ))}
    </div>
  );
}
