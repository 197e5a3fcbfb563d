import { useCallback, useEffect, useRef, useState } from 'react';
import type { VoicemailMessage } from '../../../../../protocol/telephony/voicemail.ts';
import { messageAddress } from '../../state/voicemail-api.ts';

export interface MessageAudio {
  isPlaying: boolean;
  hasFailed: boolean;
  /** Where it is, milliseconds. */
  atMs: number;
  speed: number;
  /** Plays on, or stops. */
  toggle: () => void;
  stop: () => void;
  seek: (toMs: number) => void;
  setSpeed: (speed: number) => void;
}

/** Plays a message; nothing of it is loaded before it is asked for. */
export function useMessageAudio({ id, durationMs }: VoicemailMessage): MessageAudio {
  const audio = useRef<HTMLAudioElement>(undefined);
  const [state, setState] = useState({ isPlaying: false, hasFailed: false, atMs: 0, speed: 1 });
  const open = useCallback((): HTMLAudioElement => {
    if (audio.current !== undefined) return audio.current;
    const element = new Audio(messageAddress(id));
    audio.current = element;
    const change = (part: Partial<typeof state>): void => setState((before) => ({ ...before, ...part }));
    element.addEventListener('play', () => change({ isPlaying: true, hasFailed: false }));
    element.addEventListener('pause', () => change({ isPlaying: false }));
    element.addEventListener('timeupdate', () => change({ atMs: element.currentTime * 1_000 }));
    element.addEventListener('ended', () => change({ isPlaying: false, atMs: 0 }));
    element.addEventListener('error', () => change({ isPlaying: false, hasFailed: true }));
    return element;
  }, [id]);
  const stop = useCallback(() => audio.current?.pause(), []);
  useEffect(
    () => () => {
      audio.current?.pause();
      audio.current?.removeAttribute('src');
      audio.current = undefined;
    },
    [],
  );
  const toggle = (): void => {
    const element = open();
    if (!element.paused) return element.pause();
    if (element.ended) element.currentTime = 0;
    // What cannot be played is told by `error`; a play that the next press interrupts is no failure.
    element.play().catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) setState((before) => ({ ...before, hasFailed: true }));
    });
  };
  const seek = (toMs: number): void => {
    const atMs = Math.min(Math.max(0, toMs), durationMs);
    open().currentTime = atMs / 1_000;
    setState((before) => ({ ...before, atMs }));
  };
  const setSpeed = (speed: number): void => {
    open().playbackRate = speed;
    setState((before) => ({ ...before, speed }));
  };
  return { ...state, toggle, stop, seek, setSpeed };
}
