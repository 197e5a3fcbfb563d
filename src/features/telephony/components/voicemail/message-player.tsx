import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../../../protocol/telephony/voicemail.ts';
import { clockDuration } from '../../../../platform/i18n/format.ts';
import { useTelephony } from '../telephony-context.ts';
import type { MessageAudio } from './use-message-audio.ts';

const speeds = [0.75, 1, 1.25, 1.5, 2];
const bars = 64;

/** Where in the message one is, drawn over how loud it is; any place can be gone to, at any speed. */
export function MessagePlayer({ message, audio }: { message: VoicemailMessage; audio: MessageAudio }) {
  const { t } = useTranslation('voicemail');
  const share = message.durationMs === 0 ? 0 : Math.min(1, audio.atMs / message.durationMs);
  return (
    <div className="flex flex-col gap-1">
      <div className="relative h-9">
        <Waveform messageId={message.id} share={share} />
        <input
          type="range"
          aria-label={t('position')}
          aria-valuetext={`${clockDuration(audio.atMs)} / ${clockDuration(message.durationMs)}`}
          min={0}
          max={message.durationMs}
          step={100}
          value={Math.min(audio.atMs, message.durationMs)}
          onChange={(event) => audio.seek(event.target.valueAsNumber)}
          className="absolute inset-0 m-0 h-full w-full cursor-pointer opacity-0 focus-visible:opacity-60"
        />
      </div>
      <div className="flex items-center gap-2 text-caption text-n11">
        <span className="tabular-nums">
          {clockDuration(audio.atMs)} / {clockDuration(message.durationMs)}
        </span>
        <span className="flex-1" />
        <label className="flex items-center gap-1.5">
          {t('speed')}
          <select
            value={audio.speed}
            onChange={(event) => audio.setSpeed(Number(event.target.value))}
            className="h-8 rounded-input border border-n8 bg-surface px-1.5 text-caption text-n12 tabular-nums"
          >
            {speeds.map((speed) => (
              <option key={speed} value={speed}>
                {`${String(speed)}×`}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}

function Waveform({ messageId, share }: { messageId: string; share: number }) {
  const { voicemailApi } = useTelephony();
  const waveform = useQuery({
    queryKey: ['voicemail-waveform', messageId],
    queryFn: () => voicemailApi.waveform(messageId),
    staleTime: Infinity,
  });
  const peaks = barsOf(waveform.data?.peak ?? []);
  return (
    <svg aria-hidden viewBox={`0 0 ${String(bars * 4)} 36`} preserveAspectRatio="none" className="absolute inset-0 h-full w-full">
      {peaks.map(({ at, peak }) => {
        const height = Math.max(2, peak * 34);
        const className = at / bars < share ? 'fill-accent' : 'fill-n8';
        return <rect key={at} x={at * 4} y={18 - height / 2} width={2.5} height={height} rx={1} className={className} />;
      })}
    </svg>
  );
}

/** The loudest moment of each bar, relative to the loudest of all. */
function barsOf(peaks: readonly number[]): readonly { at: number; peak: number }[] {
  const most = Math.max(0.05, ...peaks);
  return Array.from({ length: bars }, (_, at) => {
    const from = Math.floor((at * peaks.length) / bars);
    const part = peaks.slice(from, Math.max(from + 1, Math.floor(((at + 1) * peaks.length) / bars)));
    return { at, peak: part.length === 0 ? 0 : Math.max(...part) / most };
  });
}
