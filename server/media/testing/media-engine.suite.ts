import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MediaError } from '../media-engine.ts';
import type { MediaLeg, Mouth } from '../media-engine.ts';
import { eventually } from './rig.ts';
import type { MediaRig, RigPeer } from './rig.ts';
import { clipOfSound } from './sound-clips.ts';

interface Party {
  readonly peer: RigPeer;
  readonly leg: MediaLeg;
  /** Names of the events that the leg emitted, with their arguments. */
  readonly events: string[];
}

const plainOffer =
  'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0 8\r\nc=IN IP4 127.0.0.1\r\na=rtpmap:0 PCMU/8000\r\n';

/** What every media engine keeps, real or fake: docs/spec/media.md. */
export function mediaEngineSuite(name: string, open: () => Promise<MediaRig>): void {
  describe(`media engine: ${name}`, () => {
    let rig: MediaRig;
    let parties: Party[] = [];

    beforeAll(async () => {
      rig = await open();
    });
    afterEach(async () => {
      for (const party of parties) {
        party.leg.close();
        await party.peer.close();
      }
      parties = [];
    });
    afterAll(() => rig.close());

    async function far(): Promise<{ peer: RigPeer; setLeg: (leg: MediaLeg) => Party }> {
      let leg: MediaLeg | undefined;
      const peer = await rig.peer(() => leg);
      return {
        peer,
        setLeg: (opened) => {
          leg = opened;
          const party = { peer, leg: opened, events: recorded(opened) };
          parties.push(party);
          return party;
        },
      };
    }

    /** Somebody who called us. */
    async function caller(callId: string, paths?: ['tcp']): Promise<Party> {
      const { peer, setLeg } = await far();
      const leg = await rig.engine.openAnswering({
        callId,
        person: `person-${parties.length}`,
        offer: await peer.offer(),
        ...(paths ? { paths } : {}),
      });
      const party = setLeg(leg);
      await peer.acceptAnswer(leg.localSdp);
      return party;
    }

    /** Somebody whom we called. */
    async function callee(callId: string, like?: MediaLeg): Promise<Party> {
      const { peer, setLeg } = await far();
      const party = setLeg(await rig.engine.openOffering({ callId, person: `person-${parties.length}`, ...(like ? { like } : {}) }));
      await party.leg.acceptAnswer(await peer.answer(party.leg.localSdp));
      return party;
    }

    async function call(callId: string): Promise<[Party, Party]> {
      const one = await caller(callId);
      const other = await callee(callId, one.leg);
      await Promise.all([one.leg.plug(other.leg.mouth), other.leg.plug(one.leg.mouth)]);
      return [one, other];
    }

    it('[MED01] an offer is answered, and DTLS comes up', async () => {
      const party = await caller('med01');
      await happens(party, 'connected');
      expect(party.events).toContain('ice connected');
      expect(party.leg.localSdp).toContain('a=setup:passive');
    });

    it('[MED02] our offer is answered, and DTLS comes up', async () => {
      const party = await callee('med02');
      expect(party.leg.localSdp).toContain('a=setup:actpass');
      await happens(party, 'connected');
    });

    it('[MED03] a plain RTP offer is not acceptable, and nonsense is malformed', async () => {
      await expect(rig.engine.openAnswering({ callId: 'c', person: 'p', offer: plainOffer })).rejects.toMatchObject({
        code: 'not-acceptable',
      });
      await expect(rig.engine.openAnswering({ callId: 'c', person: 'p', offer: 'hello' })).rejects.toMatchObject({ code: 'malformed' });
      expect(rig.engine.gauges().legs).toBe(0);
    });

    it('[MED20] an ear hears the sound that it is plugged to, from the moment that media is up', async () => {
      const { peer, setLeg } = await far();
      const leg = await rig.engine.openAnswering({ callId: 'med20', person: 'p', offer: await peer.offer() });
      const party = setLeg(leg);
      await leg.plug({ kind: 'sound', sound: 'ringback' });
      await peer.acceptAnswer(leg.localSdp);
      await expect(party.peer.hears({ sound: 'ringback' })).resolves.toBeUndefined();
    });

    it('[MED21] two legs plugged to each other hear each other, and an unplugged ear hears nothing', async () => {
      const [one, other] = await call('med21');
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
      await one.leg.plug(undefined);
      await expect(one.peer.hears('silence')).resolves.toBeUndefined();
      await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
    });

    it('[MED22] an ear follows every plug without new SDP', async () => {
      const [one, other] = await call('med22');
      const sdp = one.leg.localSdp;
      await one.leg.plug({ kind: 'sound', sound: 'busy' });
      await expect(one.peer.hears({ sound: 'busy' })).resolves.toBeUndefined();
      await one.leg.plug(other.leg.mouth);
      await one.leg.plug(other.leg.mouth);
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      await one.leg.plug({ kind: 'sound', sound: 'hold-music' });
      await expect(one.peer.hears({ sound: 'hold-music' })).resolves.toBeUndefined();
      expect(one.leg.localSdp).toBe(sdp);
      expect(one.leg.ear).toEqual({ kind: 'sound', sound: 'hold-music' });
    });

    it('[MED23] a leg plugged to itself hears its echo', async () => {
      const party = await caller('med23');
      await party.leg.plug(party.leg.mouth);
      await expect(party.peer.hears({ voice: party.peer })).resolves.toBeUndefined();
    });

    it('[MED24] an ear that listens to a closed leg hears nothing, and can be plugged anew', async () => {
      const [one, other] = await call('med24');
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      other.leg.close();
      await expect(one.peer.hears('silence')).resolves.toBeUndefined();
      await one.leg.plug({ kind: 'sound', sound: 'congestion' });
      await expect(one.peer.hears({ sound: 'congestion' })).resolves.toBeUndefined();
    });

    it('[MED25] an announcement begins when the leg can hear it, however long that takes', async () => {
      const clips = [await clipOfSound('busy', 40), await clipOfSound('hold-music', 40)];
      const { peer, setLeg } = await far();
      const late = setLeg(await rig.engine.openOffering({ callId: 'med25', person: 'p' }));
      await late.leg.plug({ kind: 'clips', clips, once: true });
      const other = await caller('med25b');
      await other.leg.plug({ kind: 'clips', clips, once: true });
      await happens(other, 'played clips');
      expect(late.events, 'the same, heard whole by somebody else meanwhile').not.toContain('played clips');
      const heard = clips.reduce((before, clip) => before.then(() => late.peer.hears({ clip })), Promise.resolve());
      await late.leg.acceptAnswer(await peer.answer(late.leg.localSdp));
      await expect(heard).resolves.toBeUndefined();
      await happens(late, 'played clips');
    });

    it('[MED28] what is played once says so at its end, and is heard no more', async () => {
      const party = await caller('med28');
      const mouth: Mouth = { kind: 'clips', clips: [await clipOfSound('busy', 40), await clipOfSound('hold-music', 40)], once: true };
      await party.leg.plug(mouth);
      await happens(party, 'played clips');
      expect(party.leg.ear).toBeUndefined();
      await expect(party.peer.hears('silence')).resolves.toBeUndefined();
      expect(party.events.filter((event) => event.startsWith('played'))).toHaveLength(1);
      await party.leg.plug(mouth);
      await expect(party.peer.hears({ clip: await clipOfSound('busy', 40) })).resolves.toBeUndefined();
    });

    it('[MED28] what is unplugged before its end is not said to be played', async () => {
      const party = await caller('med28b');
      await party.leg.plug({ kind: 'clips', clips: [await clipOfSound('busy', 20)], once: true });
      await happens(party, 'connected');
      await party.leg.plug({ kind: 'sound', sound: 'hold-music' });
      await expect(party.peer.hears({ sound: 'hold-music' })).resolves.toBeUndefined();
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(party.events.filter((event) => event.startsWith('played'))).toEqual([]);
      expect(party.leg.ear).toEqual({ kind: 'sound', sound: 'hold-music' });
    });

    it('[MED33] clips follow each other, over and over', async () => {
      const party = await caller('med33');
      const [busy, music] = [await clipOfSound('busy', 25), await clipOfSound('hold-music', 50)];
      await party.leg.plug({ kind: 'clips', clips: [busy, music] });
      for (const clip of [busy, music, busy]) await party.peer.hears({ clip });
      expect(party.events.filter((event) => event.startsWith('played'))).toEqual([]);
    });

    it('[MED36] who taps a leg gets what it says, and no more once the tap is closed', async () => {
      const party = await caller('med36');
      const [one, other]: [Buffer[], Buffer[]] = [[], []];
      const taps = [party.leg.tap((rtp) => one.push(rtp)), party.leg.tap((rtp) => other.push(rtp))];
      await eventually(
        () => one.length > 10 && other.length > 10,
        () => `both taps get packets, not ${one.length} and ${other.length}`,
      );
      expect(one.every((rtp) => rtp.readUInt8(0) >> 6 === 2 && rtp.byteLength > 12)).toBe(true);
      taps[0]?.close();
      taps[0]?.close();
      const [count, otherCount] = [one.length, other.length];
      await eventually(
        () => other.length > otherCount + 10,
        () => 'the other tap goes on',
      );
      expect(one).toHaveLength(count);
    });

    it('[MED37] a tap ends with its leg', async () => {
      const party = await caller('med37');
      let packets = 0;
      party.leg.tap(() => (packets += 1));
      await eventually(
        () => packets > 0,
        () => 'the tap gets packets',
      );
      party.leg.close();
      const count = packets;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(packets).toBe(count);
      expect(() => party.leg.tap(() => undefined)).toThrow(MediaError);
    });

    it('[MED30] who holds hears nothing until it resumes; the other hears what it is plugged to', async () => {
      const [holder, held] = await call('med30');
      await expect(holder.peer.hears({ voice: held.peer })).resolves.toBeUndefined();
      await holder.peer.setDirection('sendonly');
      const answer = await holder.leg.acceptOffer(await holder.peer.offer());
      await holder.peer.acceptAnswer(answer);
      expect(answer).toContain('a=recvonly');
      expect(holder.leg.isRemoteHolding).toBe(true);
      await held.leg.plug({ kind: 'sound', sound: 'hold-music' });
      await expect(held.peer.hears({ sound: 'hold-music' })).resolves.toBeUndefined();
      await expect(holder.peer.hears('silence')).resolves.toBeUndefined();
      await holder.peer.setDirection('sendrecv');
      await holder.peer.acceptAnswer(await holder.leg.acceptOffer(await holder.peer.offer()));
      await held.leg.plug(holder.leg.mouth);
      expect(holder.leg.isRemoteHolding).toBe(false);
      await expect(holder.peer.hears({ voice: held.peer })).resolves.toBeUndefined();
      await expect(held.peer.hears({ voice: holder.peer })).resolves.toBeUndefined();
    });

    it('[MED31] a new ufrag restarts ICE: new credentials, same certificate, audio goes on', async () => {
      const [one, other] = await call('med31');
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      const before = one.leg.localSdp;
      const answer = await one.leg.acceptOffer(await one.peer.offer({ iceRestart: true }));
      await one.peer.acceptAnswer(answer);
      expect(line(answer, 'a=ice-ufrag')).not.toBe(line(before, 'a=ice-ufrag'));
      expect(line(answer, 'a=fingerprint')).toBe(line(before, 'a=fingerprint'));
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
    });

    it('[MED32] TCP alone carries a call', async () => {
      const party = await caller('med32', ['tcp']);
      expect(party.leg.localSdp).not.toMatch(/a=candidate:\S+ 1 udp/);
      await party.leg.plug(party.leg.mouth);
      await expect(party.peer.hears({ voice: party.peer })).resolves.toBeUndefined();
    });

    it('[MED40] a key sent as telephone-event is reported once', async () => {
      const party = await caller('med40');
      await party.leg.plug(party.leg.mouth);
      await expect(party.peer.hears({ voice: party.peer })).resolves.toBeUndefined();
      await party.peer.dial('5');
      await happens(party, 'dtmf 5');
      expect(party.events.filter((event) => event.startsWith('dtmf'))).toHaveLength(1);
    });

    it('[MED41] a far end that goes is reported', async () => {
      const party = await caller('med41');
      await happens(party, 'connected');
      await party.peer.close();
      await happens(party, 'dtlsClosed');
      expect(party.events).not.toContain('closed');
    });

    it('[MED50] after the death of the worker every leg is lost, and a re-offer brings audio back', async () => {
      const [one, other] = await call('med50');
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      let tapped = 0;
      one.leg.tap(() => (tapped += 1));
      await rig.killWorkers();
      await Promise.all([happens(one, 'lost'), happens(other, 'lost')]);
      await Promise.all([one.peer.hears('silence'), other.peer.hears('silence')]);
      await one.leg.plug(undefined);
      await one.leg.plug(other.leg.mouth);
      for (const party of [one, other]) {
        const before = party.leg.localSdp;
        const offer = await party.leg.reoffer();
        expect(line(offer, 'a=fingerprint')).not.toBe(line(before, 'a=fingerprint'));
        await party.leg.acceptAnswer(await party.peer.answer(offer));
        await expect(party.leg.followUp(offer), 'its handshake was over').resolves.toBeUndefined();
      }
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
      expect(one.events.filter((event) => event === 'connected')).toHaveLength(2);
      const before = tapped;
      await eventually(
        () => tapped > before,
        () => 'a tap goes on over the death of a worker (MED36)',
      );
    });

    it('[MIX16] what a mix says to an ear, and what its member says, survives the death of the worker', async () => {
      const parties = await call('mix16');
      const mix = rig.engine.mixer.open();
      for (const { leg } of parties) {
        const seat = mix.join(leg.id);
        leg.tap((rtp) => seat.say(rtp));
        await leg.plug(seat.mouth);
      }
      const [one, other] = parties;
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      await rig.killWorkers();
      await Promise.all(parties.map((party) => happens(party, 'lost')));
      for (const { leg, peer } of parties) await leg.acceptAnswer(await peer.answer(await leg.reoffer()));
      await expect(one.peer.hears({ voice: other.peer })).resolves.toBeUndefined();
      await expect(other.peer.hears({ voice: one.peer })).resolves.toBeUndefined();
      mix.close();
      for (const { leg } of parties) leg.close();
    });

    it('[MED39] who answered the offer of a worker that was dead already learns the new certificate first, then the way there', async () => {
      const leg = await rig.engine.openOffering({ callId: 'med39', person: 'p' });
      const events = recorded(leg);
      const dead = leg.localSdp;
      await rig.killWorkers();
      await eventually(
        () => events.includes('lost'),
        () => 'the leg is lost',
      );
      const peer = await rig.peer(() => leg);
      await peer.answer(dead);
      const first = await leg.reoffer();
      expect(first).not.toContain('a=candidate');
      expect(first).not.toContain('a=end-of-candidates');
      expect(line(first, 'a=fingerprint')).not.toBe(line(dead, 'a=fingerprint'));
      await leg.acceptAnswer(await peer.answer(first));
      expect(events, 'nobody knows the way yet').not.toContain('connected');
      await expect(leg.followUp(dead), 'of an offer that another one replaced').resolves.toBeUndefined();
      const second = (await leg.followUp(first)) ?? '';
      for (const name of ['a=fingerprint', 'a=ice-ufrag', 'a=ice-pwd']) expect(line(second, name)).toBe(line(first, name));
      expect(line(second, 'a=candidate')).toBeDefined();
      await leg.acceptAnswer(await peer.answer(second));
      await leg.plug(leg.mouth);
      await expect(peer.hears({ voice: peer })).resolves.toBeUndefined();
      for (const offer of [first, second]) await expect(leg.followUp(offer), 'once').resolves.toBeUndefined();
      leg.close();
      await peer.close();
    });

    it('[MED60] a closed leg says so once and refuses everything', async () => {
      const party = await caller('med60');
      party.leg.close();
      party.leg.close();
      expect(party.events.filter((event) => event === 'closed')).toHaveLength(1);
      await expect(party.leg.plug(undefined)).rejects.toBeInstanceOf(MediaError);
      await expect(party.leg.acceptOffer(plainOffer)).rejects.toMatchObject({ code: 'closed' });
      await expect(party.leg.reoffer()).rejects.toMatchObject({ code: 'closed' });
      expect(rig.engine.gauges().legs).toBe(0);
    });
  });
}

function recorded(leg: MediaLeg): string[] {
  const events: string[] = [];
  leg.on('connected', () => events.push('connected'));
  leg.on('ice', (state) => events.push(`ice ${state}`));
  leg.on('dtlsClosed', () => events.push('dtlsClosed'));
  leg.on('lost', () => events.push('lost'));
  leg.on('dtmf', (digit) => events.push(`dtmf ${digit}`));
  leg.on('played', (mouth) => events.push(`played ${mouth.kind}`));
  leg.on('closed', () => events.push('closed'));
  return events;
}

async function happens(party: Party, event: string): Promise<void> {
  await eventually(
    () => party.events.includes(event),
    () => `the leg reports "${event}"; it reported ${party.events.join(', ')}`,
  );
}

function line(sdp: string, start: string): string | undefined {
  return sdp.split('\r\n').find((one) => one.startsWith(start));
}
