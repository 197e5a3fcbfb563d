import type { types } from 'mediasoup';
import type { MediaPath } from '../media-engine.ts';
import type { RemoteAudio } from '../sdp/remote-description.ts';
import type { LocalTransport } from '../sdp/write-description.ts';
import type { RouterLease } from './living-worker.ts';
import type { RouterHome } from './router-home.ts';

/** Seconds without an answer to our consent checks after which ICE counts as gone (RFC 7675 §5.1). */
const iceConsentTimeoutSeconds = 30;

/** What a link tells its leg. */
export interface LinkListener {
  iceChanged(state: 'connected' | 'disconnected'): void;
  dtlsConnected(): void;
  dtlsClosed(): void;
  /** The worker died under it. */
  lost(): void;
}

/**
 * A leg's connection to one worker: a place on a router and a WebRtcTransport. A leg outlives its links: when a worker
 * dies the leg gets another. Owned by the leg; `close()` closes the transport and gives the place back.
 */
export class Link {
  readonly home: RouterHome;
  readonly transport: types.WebRtcTransport;
  readonly lease: RouterLease;
  readonly #paths: readonly MediaPath[] | undefined;
  #isClosed = false;
  #remoteUfrag: string | undefined;
  #remoteFingerprint: string | undefined;
  #iceState: 'connected' | 'disconnected' | undefined;

  private constructor(parts: { lease: RouterLease; transport: types.WebRtcTransport; paths: readonly MediaPath[] | undefined }) {
    this.lease = parts.lease;
    this.home = parts.lease.home;
    this.transport = parts.transport;
    this.#paths = parts.paths;
  }

  /** Opens a transport on the leased router; the lease is given back if that fails. */
  static async open(parts: { lease: RouterLease; paths: readonly MediaPath[] | undefined; listener: LinkListener }): Promise<Link> {
    const { lease, paths } = parts;
    try {
      const transport = await lease.home.router.createWebRtcTransport({
        webRtcServer: lease.home.webRtcServer,
        preferUdp: true,
        enableUdp: paths?.includes('udp') ?? true,
        enableTcp: paths?.includes('tcp') ?? true,
        iceConsentTimeout: iceConsentTimeoutSeconds,
      });
      const link = new Link({ lease, transport, paths });
      link.#listen(parts.listener);
      return link;
    } catch (error) {
      lease.release();
      throw error;
    }
  }

  get isClosed(): boolean {
    return this.#isClosed || this.transport.closed;
  }

  /** DTLS is up: what is sent arrives. */
  get isConnected(): boolean {
    return this.transport.dtlsState === 'connected';
  }

  /** True when `remote` cannot go on on this transport: mediasoup's DTLS has one peer certificate for life. */
  isForeignTo(remote: RemoteAudio): boolean {
    return this.#remoteFingerprint !== undefined && this.#remoteFingerprint !== remote.fingerprint.value;
  }

  /** What our SDP says about this transport. */
  local(): LocalTransport {
    const { iceParameters, iceCandidates, dtlsParameters } = this.transport;
    const fingerprint = dtlsParameters.fingerprints.find((one) => one.algorithm === 'sha-256');
    if (!fingerprint) throw new Error('the media worker gave no SHA-256 fingerprint');
    return {
      iceUfrag: iceParameters.usernameFragment,
      icePwd: iceParameters.password,
      fingerprint: { algorithm: 'sha-256', value: fingerprint.value.toUpperCase() },
      candidates: iceCandidates
        .filter((candidate) => this.#paths?.includes(candidate.protocol) ?? true)
        .map(({ foundation, priority, address, port, protocol }) => ({ foundation, priority, address, port, protocol })),
    };
  }

  /**
   * Takes the far end's side: starts DTLS the first time; a new ufrag afterwards is an ICE restart (RFC 8445 §9) and
   * gives us new credentials too.
   */
  async follow(remote: RemoteAudio): Promise<void> {
    const ufragBefore = this.#remoteUfrag;
    this.#remoteUfrag = remote.iceUfrag;
    if (this.#remoteFingerprint === undefined) {
      this.#remoteFingerprint = remote.fingerprint.value;
      await this.transport.connect({
        dtlsParameters: { role: remote.setup === 'passive' ? 'server' : 'client', fingerprints: [remote.fingerprint] },
      });
    }
    if (ufragBefore !== undefined && ufragBefore !== remote.iceUfrag) await this.transport.restartIce();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.transport.close();
    this.lease.release();
  }

  #listen(listener: LinkListener): void {
    this.transport.on('icestatechange', (state) => {
      const next = state === 'connected' || state === 'completed' ? 'connected' : 'disconnected';
      if (state === 'new' || state === 'closed' || next === this.#iceState || this.#isClosed) return;
      this.#iceState = next;
      listener.iceChanged(next);
    });
    this.transport.on('dtlsstatechange', (state) => {
      if (this.#isClosed) return;
      if (state === 'connected') listener.dtlsConnected();
      if (state === 'closed' || state === 'failed') listener.dtlsClosed();
    });
    this.transport.on('routerclose', () => {
      if (this.#isClosed) return;
      this.close();
      listener.lost();
    });
  }
}
