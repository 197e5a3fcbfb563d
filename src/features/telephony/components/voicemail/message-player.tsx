import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../../../protocol/telephony/voicemail.ts';
import { clockDuration } from '../../../../platform/i18n/format.ts';
import { LatePart } from '../../../../ui/overlay/late-part.tsx';
import type { MessageAudio } from './use-message-audio.ts';

const speeds = [0.75, 1, 1.25, 1.5, 2];

/** Drawn when it is there: one can listen and seek before. */
const Waveform = lazy(() => import('./waveform.tsx').then((module) => ({ default: module.Waveform })));

/** Where in the message one is, drawn over how loud it is; any place can be gone to, at any speed. */
export function MessagePlayer({ message, audio }: { message: VoicemailMessage; audio: MessageAudio }) {
  const { t } = useTranslation('voicemail');
  const share = message.durationMs === 0 ? 0 : Math.min(1, audio.atMs / message.durationMs);
  return (
    <div className="flex flex-col gap-1">
      <div className="relative h-9">
        <LatePart>
          <Waveform messageId={message.id} share={share} />
        </LatePart>
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
