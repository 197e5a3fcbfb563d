import { useEffect, useEffectEvent, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { recordingSides, type RecordingDetails, type RecordingSide } from '../../../../../protocol/media/recordings.ts';
import { clockDuration } from '../../../../platform/i18n/format.ts';
import { barsOf, momentAt } from '../../state/recordings/waveform.ts';
import { columnWidth, drawWaveforms } from './draw-waveforms.ts';

export interface WaveformsProps {
  readonly recording: Pick<RecordingDetails, 'tracks' | 'gaps'>;
  readonly durationMs: number;
  readonly positionMs: number;
  readonly onSeek: (positionMs: number) => void;
  readonly onToggle: () => void;
}

const smallStepMs = 5_000;
const largeStepMs = 30_000;

/** Both tracks on one clock. A slider for keyboards and screen readers, a drawing for eyes and pointers. */
export function Waveforms(props: WaveformsProps) {
  const { durationMs, positionMs, onSeek, onToggle } = props;
  const { t } = useTranslation('recordings');
  const canvas = useRef<HTMLCanvasElement>(null);
  useDrawing(canvas, props);
  const seekTo = (event: PointerEvent<HTMLElement>): void => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onSeek(momentAt((event.clientX - left) / width, durationMs));
  };
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: positionMs + smallStepMs,
    ArrowUp: positionMs + smallStepMs,
    ArrowLeft: positionMs - smallStepMs,
    ArrowDown: positionMs - smallStepMs,
    PageUp: positionMs + largeStepMs,
    PageDown: positionMs - largeStepMs,
    Home: 0,
    End: durationMs,
  };
  const press = (event: KeyboardEvent): void => {
    const target = steps[event.key];
    if (target === undefined && event.key !== ' ') return;
    event.preventDefault();
    if (target === undefined) onToggle();
    else onSeek(target);
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={t('player.position')}
      aria-valuemin={0}
      aria-valuemax={Math.round(durationMs / 1000)}
      aria-valuenow={Math.round(positionMs / 1000)}
      aria-valuetext={t('player.positionText', { time: clockDuration(positionMs), total: clockDuration(durationMs) })}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
      className="h-32 min-w-0 cursor-pointer touch-pan-y rounded-input bg-n2"
    >
      <canvas ref={canvas} aria-hidden className="size-full" />
    </div>
  );
}

type Drawn = Pick<WaveformsProps, 'durationMs' | 'positionMs'> & Pick<RecordingDetails, 'tracks' | 'gaps'>;

function useDrawing(canvas: { readonly current: HTMLCanvasElement | null }, { recording, durationMs, positionMs }: WaveformsProps): void {
  const { tracks, gaps } = recording;
  useEffect(() => paint(canvas.current, { tracks, gaps, durationMs, positionMs }), [canvas, tracks, gaps, durationMs, positionMs]);
  const paintAgain = useEffectEvent(() => paint(canvas.current, { tracks, gaps, durationMs, positionMs }));
  useEffect(() => {
    const sizes = new ResizeObserver(() => paintAgain());
    if (canvas.current !== null) sizes.observe(canvas.current);
    // Colours are read when drawn: another theme needs another drawing.
    const theme = new MutationObserver(() => paintAgain());
    theme.observe(document.documentElement, { attributes: true });
    const system = matchMedia('(prefers-color-scheme: dark)');
    const change = (): void => paintAgain();
    system.addEventListener('change', change);
    return () => {
      sizes.disconnect();
      theme.disconnect();
      system.removeEventListener('change', change);
    };
  }, [canvas]);
}

function paint(canvas: HTMLCanvasElement | null, { tracks, gaps, durationMs, positionMs }: Drawn): void {
  if (canvas === null) return;
  const columns = Math.max(1, Math.floor(canvas.clientWidth / columnWidth));
  const envelopeOf = (side: RecordingSide) => tracks.find((track) => track.side === side)?.envelope ?? null;
  const shareOf = (ms: number): number => (durationMs === 0 ? 0 : Math.min(1, ms / durationMs));
  drawWaveforms(canvas, {
    lanes: recordingSides.map((side) => barsOf(envelopeOf(side), durationMs, columns)),
    gaps: gaps.map(({ fromMs, toMs }) => ({ from: shareOf(fromMs), to: shareOf(toMs) })),
    position: shareOf(positionMs),
  });
}
