import type { types } from 'mediasoup';
import type { MixSource } from '../mixer/mix-source.ts';
import type { PayloadLayout } from '../sdp/payload-layout.ts';
import { MixStage } from './mix-stage.ts';
import { PipesInto } from './pipes.ts';
import { SoundStage } from './sound-stage.ts';
import type { SoundSource } from './sound-stage.ts';

export interface RouterHomeParts {
  readonly router: types.Router;
  readonly layout: PayloadLayout;
  readonly webRtcServer: types.WebRtcServer;
  readonly sounds: SoundSource;
  readonly mixes: MixSource;
}

/**
 * One router and what lives with it: the pipes that come in, the sounds and mixes played on it, the DirectTransport through
 * which Node talks to it. Owned by its worker; closing it closes everything inside.
 */
export class RouterHome {
  readonly router: types.Router;
  readonly layout: PayloadLayout;
  readonly webRtcServer: types.WebRtcServer;
  readonly pipes: PipesInto;
  readonly sounds: SoundStage;
  readonly mixes: MixStage;
  #direct: Promise<types.DirectTransport> | undefined;

  constructor(parts: RouterHomeParts) {
    this.router = parts.router;
    this.layout = parts.layout;
    this.webRtcServer = parts.webRtcServer;
    this.pipes = new PipesInto(parts.router);
    this.sounds = new SoundStage({ layout: parts.layout, source: parts.sounds, transport: () => this.direct() });
    this.mixes = new MixStage({ layout: parts.layout, source: parts.mixes, transport: () => this.direct() });
    this.router.observer.once('close', () => {
      this.sounds.close();
      this.mixes.close();
    });
  }

  get isClosed(): boolean {
    return this.router.closed;
  }

  /** The one DirectTransport of this router, made when first needed. */
  direct(): Promise<types.DirectTransport> {
    this.#direct ??= this.router.createDirectTransport();
    return this.#direct;
  }

  close(): void {
    this.router.close();
  }
}
