import { randomInt } from 'node:crypto';
import { rtpHeaderBytes, skipFrames, writeRtpPacket } from './rtp-stream.ts';
import type { RtpStreamState } from './rtp-stream.ts';
import { FrameSchedule, frameMs, phaseMs, phases } from './schedule.ts';
import type { PlayerStart, TickerCommand, TickerReport } from './ticker-messages.ts';

/**
 * A player that plays once is said to have ended so many frames after its last one was sent: whoever hears the news plugs the ear to
 * something else, and with the new stream a far end throws away what its jitter buffer still holds.
 */
const tailFrames = 5;

interface Player {
  readonly frames: readonly Uint8Array[];
  readonly isOnce: boolean;
  readonly phase: number;
  readonly stream: RtpStreamState;
  readonly schedule: FrameSchedule;
  position: number;
}

interface Due {
  readonly id: number;
  readonly player: Player;
  readonly send: number;
}

/** The players of the ticker thread and what they send at each tick. Knows no thread and no timer. */
export class PlayerTable {
  readonly #originMs: number;
  readonly #tracks = new Map<string, readonly Uint8Array[]>();
  readonly #players = new Map<number, Player>();
  readonly #perPhase: number[] = Array.from({ length: phases }, () => 0);

  constructor(originMs: number) {
    this.#originMs = originMs;
  }

  get size(): number {
    return this.#players.size;
  }

  handle(command: TickerCommand, nowMs: number): void {
    if (command.kind === 'frames') this.addFrames(command.key, command.frames);
    else if (command.kind === 'forget') this.forget(command.key);
    else if (command.kind === 'stop') this.stop(command.id);
    else this.start(command, nowMs);
  }

  addFrames(key: string, frames: readonly Uint8Array[]): void {
    this.#tracks.set(key, frames);
  }

  forget(key: string): void {
    this.#tracks.delete(key);
  }

  /** Adds a player in the emptiest phase. Tracks that are not there (a codec has none) are left out; once nothing is played, it ends. */
  start(request: PlayerStart, nowMs: number): void {
    const frames = this.#framesOf(request.tracks);
    if (frames.length === 0 && !request.isOnce) return;
    const phase = this.#perPhase.indexOf(Math.min(...this.#perPhase));
    this.#perPhase[phase] = (this.#perPhase[phase] ?? 0) + 1;
    this.#players.set(request.id, {
      frames,
      isOnce: request.isOnce,
      phase,
      schedule: new FrameSchedule(this.#firstTickOf(phase, nowMs)),
      position: 0,
      // RFC 3550 §5.1: the first sequence number and timestamp SHOULD be random.
      stream: {
        ssrc: request.ssrc,
        payloadType: request.payloadType,
        unitsPerFrame: request.unitsPerFrame,
        sequence: randomInt(0x8000),
        timestamp: randomInt(2 ** 32),
        isFirst: true,
      },
    });
  }

  stop(id: number): void {
    const player = this.#players.get(id);
    if (!player) return;
    this.#players.delete(id);
    this.#perPhase[player.phase] = (this.#perPhase[player.phase] ?? 1) - 1;
  }

  /** The packets due at `nowMs`, and who ended; undefined when there is neither. */
  tick(nowMs: number): TickerReport | undefined {
    const due: Due[] = [];
    let byteCount = 0;
    for (const [id, player] of this.#players) {
      const { skip, send } = player.schedule.take(nowMs);
      if (skip > 0) this.#advance(player, skip);
      if (send === 0) continue;
      due.push({ id, player, send });
      byteCount += this.#bytesOf(player, send);
    }
    if (due.length === 0) return undefined;
    const bytes = new ArrayBuffer(byteCount);
    const index: number[] = [];
    const into = Buffer.from(bytes);
    let offset = 0;
    for (const one of due) offset = this.#send({ ...one, into, offset, index });
    const ended = due.filter(({ player }) => hasEnded(player)).map(({ id }) => id);
    for (const id of ended) this.stop(id);
    return byteCount > 0 || ended.length > 0 ? { bytes, index, ended } : undefined;
  }

  #framesOf(tracks: readonly string[]): readonly Uint8Array[] {
    const [only, ...others] = tracks.map((key) => this.#tracks.get(key) ?? []);
    return others.length === 0 ? (only ?? []) : [...(only ?? []), ...others.flat()];
  }

  #send(work: Due & { into: Buffer; offset: number; index: number[] }): number {
    const { player, into, index, id } = work;
    let { offset } = work;
    for (let count = 0; count < work.send; count += 1) {
      const frame = player.frames[player.position];
      if (frame) {
        const length = writeRtpPacket(player.stream, frame, into, offset);
        index.push(id, length);
        offset += length;
      }
      this.#step(player, 1);
    }
    return offset;
  }

  #advance(player: Player, frames: number): void {
    skipFrames(player.stream, frames);
    this.#step(player, frames);
  }

  #step(player: Player, frames: number): void {
    const position = player.position + frames;
    player.position = player.isOnce ? position : position % player.frames.length;
  }

  #bytesOf(player: Player, send: number): number {
    let bytes = 0;
    for (let ahead = 0; ahead < send; ahead += 1) {
      const at = player.position + ahead;
      const frame = player.frames[player.isOnce ? at : at % player.frames.length];
      if (frame) bytes += rtpHeaderBytes + frame.byteLength;
    }
    return bytes;
  }

  #firstTickOf(phase: number, nowMs: number): number {
    const first = this.#originMs + phase * phaseMs;
    return first + Math.max(0, Math.ceil((nowMs - first) / frameMs)) * frameMs;
  }
}

function hasEnded(player: Player): boolean {
  return player.isOnce && player.position >= player.frames.length + tailFrames;
}
