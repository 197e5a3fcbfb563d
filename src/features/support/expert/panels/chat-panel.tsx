import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button/button.tsx';
import { useLive } from '../live-session-context.tsx';
import { LinkedText } from '../../exchange/linked-text.tsx';
import { useNewestLines } from '../../exchange/use-newest-lines.ts';
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
  const { shown, showEarlier, list, onScroll } = useNewestLines(lines, mySeatId);
  const time = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' });
  const label = t('chat.lines');
  return (
    <div
      ref={list}
      role="log"
      aria-label={label}
      // A list that scrolls has to be reachable by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onScroll={onScroll}
      className="flex max-h-80 min-h-24 flex-col gap-2 overflow-y-auto"
    >
      {lines.length === 0 && <p className="text-dense text-n11">{t('chat.empty')}</p>}
      {showEarlier && (
        <Button size="dense" tone="quiet" className="shrink-0" onClick={showEarlier}>
          {t('chat.earlier')}
        </Button>
      )}
      {shown.map(({ id, seatId, name, text, at }) => (
        <Line
          key={id}
          isMine={seatId === mySeatId}
          head={`${seatId === mySeatId ? t('chat.me') : name} · ${time.format(at)}`}
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
    <div className={`max-w-11/12 rounded-card px-2.5 py-1.5 text-dense ${isMine ? 'self-end bg-accent-soft' : 'self-start bg-n3'}`}>
      <p className="text-caption text-n11">{head}</p>
      <p className="break-words whitespace-pre-wrap">
        <LinkedText text={text} />
      </p>
    </div>
  );
});
