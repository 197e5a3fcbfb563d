import { Play, Square } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { VoicemailMessage } from '../../../../../protocol/telephony/voicemail.ts';
import { clockDuration, exactTime, relativeTime } from '../../../../platform/i18n/format.ts';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Badge } from '../../../../ui/status/badge.tsx';
import { useTelephony } from '../telephony-context.ts';
import { useLanguage } from '../use-language.ts';
import { HeardBy } from './heard-by.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessagePlayer } from './message-player.tsx';
import { useMessageAudio } from './use-message-audio.ts';

export interface MessageRowProps {
  message: VoicemailMessage;
  nowMs: number;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
}

/** One message; playing it opens its player and marks it as heard. */
export function MessageRow({ message, nowMs, isOpen, onToggle }: MessageRowProps) {
  const { t } = useTranslation('voicemail');
  const { voicemail } = useTelephony();
  const language = useLanguage();
  const audio = useMessageAudio(message);
  const { stop } = audio;
  useEffect(() => {
    // Another message plays: this one falls silent.
    if (!isOpen) stop();
  }, [isOpen, stop]);
  const receivedMs = Date.parse(message.receivedAt);
  const name = message.caller.displayName || message.caller.number || t('unknown');
  const time = relativeTime(receivedMs, nowMs, language);
  // In a shared box one wants to know at a glance who is at it.
  const box = useStore(voicemail.view, (view) => view.boxes.find(({ id, isShared }) => isShared && id === message.boxId));
  const isNew = message.heardBy.length === 0;
  const toggle = (): void => {
    onToggle(true);
    audio.toggle();
    if (isNew && !audio.isPlaying) void voicemail.setHeard(message.id, true).catch(() => voicemail.refresh());
  };
  return (
    <article className="rounded-input hover:bg-n2 has-aria-expanded:bg-n2">
      <div className="flex items-center gap-1 pr-1">
        <button
          type="button"
          onClick={toggle}
          className="flex min-h-10 min-w-0 flex-1 items-center gap-2.5 rounded-input px-2 py-1.5 text-left hover:bg-n3 pointer-coarse:min-h-11"
        >
          {audio.isPlaying ? <Square aria-hidden className="size-4 shrink-0" /> : <Play aria-hidden className="size-4 shrink-0" />}
          <span className="sr-only">{t(audio.isPlaying ? 'stop' : 'play')} </span>
          <span className="flex min-w-0 flex-1 flex-col">
            <span className={isNew ? 'truncate font-semibold' : 'truncate'}>{name}</span>
            <span className="truncate text-caption text-n11">
              <span className="tabular-nums">{clockDuration(message.durationMs)}</span>
              {message.caller.displayName !== '' && ` · ${message.caller.number}`}
              {box !== undefined && ` · ${t('inBox', { box: box.name })}`}
            </span>
          </span>
          {message.isCut && <Badge tone="amber">{t('isCut')}</Badge>}
          {isNew && <Badge tone="accent">{t('isNew')}</Badge>}
          <time
            dateTime={message.receivedAt}
            title={exactTime(receivedMs, language)}
            className="shrink-0 text-caption text-n11 tabular-nums"
          >
            {time}
          </time>
        </button>
        <MessageActions message={message} name={name} />
      </div>
      {isOpen && (
        <div className="flex flex-col gap-2 px-2 pt-1 pb-2.5">
          <MessagePlayer message={message} audio={audio} />
          {audio.hasFailed && <Notice tone="error">{t('failed')}</Notice>}
          {message.isCut && <Notice tone="warning">{t('isCutText')}</Notice>}
        </div>
      )}
      {message.heardBy.length > 0 && (isOpen || box !== undefined) && (
        <div className="pr-2 pb-2 pl-8.5">
          <HeardBy heardBy={message.heardBy} nowMs={nowMs} />
        </div>
      )}
    </article>
  );
}
