import { LinkedText } from '../../exchange/linked-text.tsx';
import { useLive } from '../live/customer-session.tsx';
import { Writing } from '../live/chat-part.tsx';
import { useWords } from '../words/customer-words.tsx';

/** As many as there is room for beside a picture. */
const shownLines = 2;

/** What was written last, and a field to answer; all of it is in the page. */
export function LastLines() {
  const { chat } = useWords();
  const lines = useLive((view) => view.chat).slice(-shownLines);
  const mySeatId = useLive((view) => view.mySeatId);
  return (
    <section aria-label={chat.title} className="flex flex-col gap-2">
      <div role="log" aria-label={chat.title} className="flex flex-col gap-1 empty:hidden">
        {lines.map(({ id, seatId, name, text }) => (
          <p key={id} className="line-clamp-3 wrap-anywhere">
            <span className="text-n11">{seatId === mySeatId ? chat.me : name}:</span> <LinkedText text={text} />
          </p>
        ))}
      </div>
      <Writing />
    </section>
  );
}
