import { describe, expect, it } from 'vitest';
import { PlayerTable } from './player-table.ts';
import type { TickerPackets } from './ticker-messages.ts';

const frames = [Uint8Array.of(1), Uint8Array.of(2, 2), Uint8Array.of(3)];

interface Packet {
  readonly id: number;
  readonly marker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly payload: number[];
}

function packetsOf(sent: TickerPackets | undefined): Packet[] {
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
  table.addSound('tone/opus', frames);
  for (let id = 1; id <= players; id += 1)
    table.start({ id, soundKey: 'tone/opus', ssrc: 77, payloadType: 111, unitsPerFrame: 960, isOnce }, 0);
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
    table.start({ id: 9, soundKey: 'tone/opus', ssrc: 1, payloadType: 111, unitsPerFrame: 960, isOnce: false }, 0);
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

  it('[MED27] a sound played once ends, and its player with it', () => {
    const table = tableWith(1, true);
    expect([0, 20, 40, 60].map((nowMs) => packetsOf(table.tick(nowMs)).length)).toEqual([1, 1, 1, 0]);
    expect(table.size).toBe(0);
  });

  it('[MED90] an unknown sound and a stopped player send nothing', () => {
    const table = tableWith(1);
    table.start({ id: 2, soundKey: 'tone/G722', ssrc: 1, payloadType: 9, unitsPerFrame: 160, isOnce: false }, 0);
    table.stop(1);
    table.stop(1);
    expect(table.size).toBe(0);
    expect(table.tick(0)).toBeUndefined();
  });
});
