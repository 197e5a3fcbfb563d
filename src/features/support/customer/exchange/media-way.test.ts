import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../../platform/sfu/line-quality.ts';
import { emptyView } from '../../state/empty-view.ts';
import type { StreamView } from '../../state/live-view.ts';
import { exchange as german } from '../words/exchange.de.ts';
import { exchange as english } from '../words/exchange.en.ts';
import { wayOfMedia, wayText } from './media-way.ts';

type Report = ReadonlyMap<string, Entry>;
const reportOf = (...entries: Entry[]): Report => new Map(entries.map((entry) => [entry.id, entry]));

/** A report of a browser whose chosen way has these ends; another pair is there, too. */
function reportWith(local: object, remote: object = { candidateType: 'host' }, pair: object = { currentRoundTripTime: 0.0124 }): Report {
  return reportOf(
    { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
    { id: 'Q', type: 'candidate-pair', localCandidateId: 'X', remoteCandidateId: 'R', currentRoundTripTime: 9 },
    { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R', ...pair },
    { id: 'L', type: 'local-candidate', address: '192.168.7.9', port: 50_000, url: 'turn:relay.example', ...local },
    { id: 'R', type: 'remote-candidate', address: '203.0.113.5', port: 40_000, ...remote },
  );
}

describe('[SU595] the way of picture and voice', () => {
  it('says protocol, kind of both ends and how long it takes, and no address', () => {
    expect(wayText(reportWith({ protocol: 'udp', candidateType: 'srflx' }))).toBe('UDP, srflx → host, 12 ms');
    expect(wayText(reportWith({ protocol: 'tcp', candidateType: 'host' }, { candidateType: 'prflx' }))).toBe('TCP, host → prflx, 12 ms');
    expect(wayText(reportWith({ protocol: 'udp', candidateType: 'host' }, { candidateType: 'host' }, {}))).toBe('UDP, host → host');
  });

  it('says of a relay how that is reached', () => {
    expect(wayText(reportWith({ protocol: 'udp', relayProtocol: 'tls', candidateType: 'relay' }))).toBe('TLS, relay → host, 12 ms');
  });

  it('tells nothing that it does not know', () => {
    expect(wayText(reportWith({ protocol: '10.0.0.7', candidateType: '10.0.0.8' }, { candidateType: 7 }))).toBe('?, ? → ?, 12 ms');
  });

  it('is none while none is chosen; a browser that marks the pair itself is understood', () => {
    const candidate: Entry = { id: 'L', type: 'local-candidate', protocol: 'udp', candidateType: 'host' };
    const pair: Entry = { id: 'P', type: 'candidate-pair', localCandidateId: 'L' };
    expect(wayText(reportOf(candidate, pair))).toBeUndefined();
    expect(wayText(reportOf(candidate, { ...pair, selected: true }))).toBe('UDP, host → ?');
  });
});

describe('[SU595] [SU596] what is shown of it to the customer', () => {
  const stream: StreamView = {
    producerId: 'mine',
    seatId: 'c',
    source: 'screen',
    label: '',
    width: 1,
    height: 1,
    isPaused: false,
    isMine: true,
  };
  const udp = reportWith({ protocol: 'udp', candidateType: 'host' });
  const tcp = reportWith({ protocol: 'tcp', candidateType: 'host' });
  const sessionWith = (streams: readonly StreamView[], reports: Readonly<Record<string, Report>>) => ({
    getView: () => ({ ...emptyView(), streams }),
    statsOf: (producerId: string) => Promise.resolve(reports[producerId]),
  });

  it('is told for each direction that is used', async () => {
    const theirs = { ...stream, producerId: 'theirs', isMine: false };
    const session = sessionWith([stream, theirs], { mine: tcp, theirs: udp });
    expect(await wayOfMedia(session, english.diagnostics.media)).toBe(
      'Sending: TCP, host → host, 12 ms; Receiving: UDP, host → host, 12 ms',
    );
    expect(await wayOfMedia(sessionWith([theirs], { theirs: udp }), german.diagnostics.media)).toBe('Empfangen: UDP, host → host, 12 ms');
  });

  it('is said to be none before anything was shown or spoken, or where no way was found', async () => {
    expect(await wayOfMedia(sessionWith([], {}), english.diagnostics.media)).toMatch(/^none at the moment/u);
    expect(await wayOfMedia(sessionWith([], {}), german.diagnostics.media)).toMatch(/^zurzeit keiner/u);
    expect(await wayOfMedia(sessionWith([stream], {}), english.diagnostics.media)).toBe('Sending: no way found');
    expect(await wayOfMedia(sessionWith([stream], { mine: reportOf() }), english.diagnostics.media)).toBe('Sending: no way found');
  });
});
