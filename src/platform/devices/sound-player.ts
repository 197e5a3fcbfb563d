import { chooseSink } from './sink.ts';

export interface SoundRequest {
  readonly url: string;
  readonly isLooped: boolean;
  /** 0..1 */
  readonly volume: number;
  readonly speakerId: string | undefined;
}

/** Plays one sound at a time. */
export interface SoundPlayer {
  /** Plays instead of whatever sounds. False when the browser wants a click first (autoplay policy). */
  play(request: SoundRequest): Promise<boolean>;
  /** Silent at once. */
  stop(): void;
}

/** A player with one element: two sounds at once are impossible. */
export function createSoundPlayer(): SoundPlayer {
  const element = new Audio();
  element.preload = 'auto';
  let turn = 0;
  return {
    async play(request) {
      const mine = (turn += 1);
      element.pause();
      element.src = request.url;
      element.loop = request.isLooped;
      element.volume = request.volume;
      await chooseSink(element, request.speakerId);
      if (mine !== turn) return true;
      try {
        await element.play();
        return true;
      } catch (error) {
        // Stopped or replaced before it began to play.
        if (mine !== turn) return true;
        return !(error instanceof DOMException && error.name === 'NotAllowedError');
      }
    },
    stop() {
      turn += 1;
      element.pause();
      element.currentTime = 0;
    },
  };
}
