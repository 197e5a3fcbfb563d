import { MixTable } from '../mixer/mix-table.ts';
import { Speaker } from '../recordings/testing/speaker.ts';

/**
 * Subject of the benchmark of the mixer: `node mixer-load.ts MEMBERS SPEAKERS SECONDS` lets that many members confer for so many seconds
 * of their time, as fast as it goes, all of whom send and `SPEAKERS` of whom speak, and writes the processor time that the mix took.
 */
const [members = 10, speakers = 3, seconds = 10] = process.argv.slice(2).map(Number);
const frames = seconds * 50;

// Made before the clock runs: encoding what members say is their phones' work.
const said = Array.from({ length: members }, (_, member) => {
  const speaker = new Speaker({ ssrc: member + 1, hertz: 200 + member * 60 });
  return Array.from({ length: frames }, () => speaker.say(member >= speakers));
});
const table = new MixTable(0);
for (let member = 1; member <= members; member += 1) {
  table.handle({ kind: 'join', mix: 1, member }, 0);
  table.handle({ kind: 'listen', listener: { id: member, member, codec: 'opus', ssrc: member, payloadType: 111 } }, 0);
}
const before = process.cpuUsage();
let packets = 0;
for (let frame = 0; frame < frames; frame += 1) {
  for (let member = 0; member < members; member += 1) {
    const rtp = said[member]?.[frame] ?? Buffer.alloc(0);
    table.handle({ kind: 'rtp', bytes: Uint8Array.from(rtp), index: [member + 1, rtp.byteLength] }, frame * 20);
  }
  packets += (table.tick(frame * 20 + 19)?.index.length ?? 0) / 2;
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(`${JSON.stringify({ cpuMs: (user + system) / 1_000, packets })}\n`);
