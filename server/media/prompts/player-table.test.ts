import { describe, expect, it } from 'vitest';
import { PlayerTable } from './player-table.ts';
import type { TickerReport } from './ticker-messages.ts';

const frames = [Uint8Array.of(1), Uint8Array.of(2, 2), Uint8Array.of(3)];

interface Packet {
  readonly id: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: number[];
}

function packetsOf(sent: TickerReport | undefined): Packet[] {
  if (!sent) return [];
  const packets: Packet[] = [];
  let offset = 0;
  for (let at = 0; at < sent.index.length; at += 2) {
    const length = sent.index[at + 1] ?? 0;
    const bytes = Buffer.from(sent.bytes, offset, length);
    offset += length;
    packets.push({
      id: sent.index[at] ?? 0,
      marker: bytes.readUInt8(1) > 127,
      sequence: bytes.readUInt16BE(2),
      timestamp: bytes.readUInt32BE(4),
      ssrc: bytes.readUInt32BE(8),
      payload: [...bytes.subarray(12)],
    });
  }
  expect(offset).toBe(sent.bytes.byteLength);
  return packets;
}

function tableWith(players: number, isOnce = false): PlayerTable {
  const table = new PlayerTable(0);
  table.addFrames('tone/opus', frames);
  for (let id = 1; id <= players; id += 1)
    table.start({ id, tracks: ['tone/opus'], ssrc: 77, payloadType: 111, unitsPerFrame: 960, isOnce }, 0);
  return table;
}

describe('the players of the ticker', () => {
  it('[MED90] are spread over four phases of 5 ms', () => {
    const table = tableWith(8);
    const ids = [0, 5, 10, 15, 20].map((nowMs) => packetsOf(table.tick(nowMs)).map((packet) => packet.id));
    expect(ids).toEqual([
      [1, 5],
      [2, 6],
      [3, 7],
      [4, 8],
      [1, 5],
    ]);
  });

  it('[MED90] a phase that became empty is filled first', () => {
    const table = tableWith(4);
    table.stop(3);
    table.start({ id: 9, tracks: ['tone/opus'], ssrc: 1, payloadType: 111, unitsPerFrame: 960, isOnce: false }, 0);
    expect(packetsOf(table.tick(0)).map((packet) => packet.id)).toEqual([1]);
    expect([5, 10].map((nowMs) => packetsOf(table.tick(nowMs)).map((packet) => packet.id))).toEqual([[2], [9]]);
  });

  it('[MED91] sequence numbers and timestamps continue, over the end of the loop too', () => {
    const table = tableWith(1);
    const packets = [0, 20, 40, 60].flatMap((nowMs) => packetsOf(table.tick(nowMs)));
    expect(packets.map((packet) => packet.payload)).toEqual([[1], [2, 2], [3], [1]]);
    expect(packets.map((packet) => packet.marker)).toEqual([true, false, false, false]);
    const [first, ...others] = packets;
    for (const [index, packet] of others.entries()) {
      expect(packet.sequence).toBe(((first?.sequence ?? 0) + index + 1) & 0xffff);
      expect(packet.timestamp).toBe(((first?.timestamp ?? 0) + (index + 1) * 960) >>> 0);
      expect(packet.ssrc).toBe(77);
    }
  });

  it('[MED90] late ticks do not add up', () => {
    const table = tableWith(1);
    const counts = [3, 23.9, 44, 59, 61].map((nowMs) => packetsOf(table.tick(nowMs)).length);
    expect(counts).toEqual([1, 1, 1, 0, 1]);
  });

  it('[MED90] after a pause at most 3 frames are sent, and the timestamp tells of those left out', () => {
    const table = tableWith(1);
    const [before] = packetsOf(table.tick(0));
    const caughtUp = packetsOf(table.tick(200));
    expect(caughtUp).toHaveLength(3);
    expect(caughtUp[0]?.sequence).toBe(((before?.sequence ?? 0) + 1) & 0xffff);
    expect(caughtUp[0]?.timestamp).toBe(((before?.timestamp ?? 0) + 8 * 960) >>> 0);
    expect(packetsOf(table.tick(220))).toHaveLength(1);
  });

  it('[MED28] a sound played once says that it ended, 100 ms after its last frame, and its player goes', () => {
    const table = tableWith(1, true);
    const reports = Array.from({ length: 9 }, (_, tick) => table.tick(tick * 20));
    expect(reports.map((report) => packetsOf(report).length)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0]);
    expect(reports.map((report) => report?.ended)).toEqual([[], [], [], undefined, undefined, undefined, undefined, [1], undefined]);
    expect(table.size).toBe(0);
  });

  it('[MED33] tracks follow each other in one stream, 20 ms apart', () => {
    const table = tableWith(0);
    table.addFrames('voice/opus', [Uint8Array.of(7), Uint8Array.of(8)]);
    table.start({ id: 1, tracks: ['voice/opus', 'tone/opus'], ssrc: 5, payloadType: 111, unitsPerFrame: 960, isOnce: false }, 0);
    table.forget('voice/opus');
    const packets = Array.from({ length: 7 }, (_, tick) => packetsOf(table.tick(tick * 20))).flat();
    expect(packets.map((packet) => packet.payload)).toEqual([[7], [8], [1], [2, 2], [3], [7], [8]]);
    const [first] = packets;
    expect(packets.map((packet) => (packet.timestamp - (first?.timestamp ?? 0)) >>> 0)).toEqual(packets.map((_, index) => index * 960));
  });

  it('[MED35] what has nothing to say comes to its end', () => {
    const table = tableWith(0);
    table.start({ id: 3, tracks: [], ssrc: 5, payloadType: 9, unitsPerFrame: 160, isOnce: true }, 0);
    expect(Array.from({ length: 6 }, (_, tick) => table.tick(tick * 20)?.ended).flat()).toContain(3);
    expect(table.size).toBe(0);
  });

  it('[MED90] an unknown sound and a stopped player send nothing', () => {
    const table = tableWith(1);
    table.start({ id: 2, tracks: ['tone/G722'], ssrc: 1, payloadType: 9, unitsPerFrame: 160, isOnce: false }, 0);
    table.stop(1);
    table.stop(1);
    expect(table.size).toBe(0);
    expect(table.tick(0)).toBeUndefined();
  });
});
