import { Pause, Play, Volume2 } from 'lucide-react';
import { useEffect, useId, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { recordingSides, type RecordingDetails, type RecordingSide } from '../../../../../protocol/media/recordings.ts';
import { clockDuration } from '../../../../platform/i18n/format.ts';
import { Button } from '../../../../ui/button/button.tsx';
import { Notice } from '../../../../ui/feedback/notice.tsx';
import { Select } from '../../../../ui/field/select.tsx';
import { DualPlayer, speeds } from '../../state/recordings/dual-player.ts';
import { trackAddress } from '../../state/recordings/recordings-api.ts';
import { usePartyName } from './recordings-context.tsx';
import { Waveforms } from './waveforms.tsx';

/** Where the server gives the tracks of a recording that it can open. */
export function serverAddresses({ id }: Pick<RecordingDetails, 'id'>): Readonly<Record<RecordingSide, string>> {
  return { caller: trackAddress(id, 'caller'), callee: trackAddress(id, 'callee') };
}

function createPlayer({ tracks }: RecordingDetails, addresses: Readonly<Record<RecordingSide, string>>): DualPlayer {
  const durationOf = (side: RecordingSide): number => tracks.find((track) => track.side === side)?.durationMs ?? 0;
  return new DualPlayer({
    durationsMs: { caller: durationOf('caller'), callee: durationOf('callee') },
    addresses,
    createAudio: () => new Audio(),
    every: (periodMs, work) => {
      const timer = setInterval(work, periodMs);
      return () => clearInterval(timer);
    },
  });
}

/** Plays both voices together. Opened anew for each recording (give it the recording's id as key). */
export function RecordingPlayer({
  recording,
  addresses,
}: {
  recording: RecordingDetails;
  addresses: Readonly<Record<RecordingSide, string>>;
}) {
  const { t } = useTranslation('recordings');
  const [player] = useState(() => createPlayer(recording, addresses));
  const { kind, positionMs, speed } = useSyncExternalStore(player.subscribe, player.state);
  useEffect(() => () => player.pause(), [player]);
  const isPlaying = kind === 'playing';
  const isDrawn = recording.tracks.every((track) => track.envelope !== null);
  return (
    <section aria-label={t('player.label')} className="flex flex-col gap-3">
      <Waveforms
        recording={recording}
        durationMs={player.durationMs}
        positionMs={positionMs}
        onSeek={player.seek}
        onToggle={player.toggle}
      />
      <p className="text-caption text-n11">{isDrawn ? t('player.keys') : t('player.drawing')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button tone="primary" icon={isPlaying ? Pause : Play} onClick={player.toggle}>
          {isPlaying ? t('player.pause') : t('player.play')}
        </Button>
        <span className="text-dense text-n11 tabular-nums">
          {clockDuration(positionMs)} / {clockDuration(player.durationMs)}
        </span>
        <div className="ml-auto w-24">
          <Select
            label={t('player.speed')}
            isLabelHidden
            options={speeds.map((each) => ({ value: String(each), label: t('player.speedValue', { speed: each }) }))}
            value={String(speed)}
            onValueChange={(value) => player.setSpeed(Number(value))}
          />
        </div>
      </div>
      {kind === 'failed' && <Notice tone="error">{t('player.failed')}</Notice>}
      <div className="grid gap-2 sm:grid-cols-2">
        {recordingSides.map((side) => (
          <VolumeOf key={side} side={side} recording={recording} player={player} />
        ))}
      </div>
      <Gaps recording={recording} />
    </section>
  );
}

function VolumeOf({ side, recording, player }: { side: RecordingSide; recording: RecordingDetails; player: DualPlayer }) {
  const { t } = useTranslation('recordings');
  const id = useId();
  const nameOf = usePartyName();
  const { volumes } = useSyncExternalStore(player.subscribe, player.state);
  const name = nameOf(recording[side]);
  return (
    <div className="flex min-w-0 items-center gap-2 text-dense">
      <Volume2 aria-hidden className="size-4 shrink-0 text-n10" />
      <label htmlFor={id} className="min-w-0 flex-1 truncate">
        <span className="text-n11">{t(`player.${side}`)}</span> {name}
        <span className="sr-only">{`, ${t('player.volume', { name })}`}</span>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={volumes[side]}
        onChange={(event) => player.setVolume(side, event.target.valueAsNumber)}
        className="h-8 w-24 shrink-0 accent-accent pointer-coarse:h-11"
      />
    </div>
  );
}

function Gaps({ recording: { gaps } }: { recording: RecordingDetails }) {
  const { t } = useTranslation('recordings');
  if (gaps.length === 0) return null;
  return (
    <div className="text-caption text-n11">
      <p>{t('player.gaps')}:</p>
      <ul aria-label={t('player.gaps')} className="flex flex-wrap gap-x-3 tabular-nums">
        {gaps.map(({ fromMs, toMs }) => (
          <li key={fromMs}>{t('player.gap', { from: clockDuration(fromMs), to: clockDuration(toMs) })}</li>
        ))}
      </ul>
    </div>
  );
}
