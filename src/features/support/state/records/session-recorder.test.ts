import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { ArtefactOpener } from '../../../../../seal/index.ts';
import { ApiFailure } from '../../../../platform/http/api-failure.ts';
import { emptyView } from '../empty-view.ts';
import type { CapabilityView, LiveView } from '../live-view.ts';
import { SessionRecorder } from './session-recorder.ts';
import { KeptFiles, FakeTakes, tenantOf, tenantId, sessionId } from './testing/recorder.testing.ts';

const granted: CapabilityView = { state: 'granted' };

async function recorderOf() {
  const session = createStore<LiveView>(() => ({
    ...emptyView(),
    link: 'live',
    capabilities: { ...emptyView().capabilities, record: granted },
  }));
  const marks: boolean[] = [];
  const tenant = await tenantOf();
  const kept = new KeptFiles(tenant.recipient);
  const takes = new FakeTakes();
  let nowMs = 1_000;
  const recorder = new SessionRecorder({
    session: { view: session, setRecording: (isOn) => marks.push(isOn) },
    records: kept,
    takes,
    schedule: () => () => undefined,
    now: () => nowMs,
  });
  recorder.listen();
  const allow = (record: CapabilityView): void => session.setState({ capabilities: { ...emptyView().capabilities, record } });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  const stands = (state: string) => vi.waitFor(() => expect(recorder.view.getState().state).toBe(state));
  const begun = async () => {
    recorder.start();
    await stands('recording');
  };
  const opened = async (at: number) => {
    const { ring } = tenant;
    const opener = await ArtefactOpener.begin(ring, { tenantId, sessionId, kind: 'recording' }, kept.bytes(at));
    return { text: new TextDecoder().decode(await opener.open()), isWhole: opener.isWhole };
  };
  return { recorder, session, marks, takes, kept, allow, begun, stands, settled, opened, pass: (ms: number) => (nowMs += ms) };
}

describe('recording a session', () => {
  let made: Awaited<ReturnType<typeof recorderOf>>;
  beforeEach(async () => {
    made = await recorderOf();
  });
  const state = () => made.recorder.view.getState().state;

  it('[SU282] nothing is recorded without the grant', async () => {
    made.allow({ state: 'asked' });
    made.recorder.start();
    await made.settled();
    expect([state(), made.takes.all.length, made.marks]).toEqual(['off', 0, []]);
  });

  it('[SU283] pieces are sealed in order and sent before the next ones; the end makes it whole', async () => {
    await made.begun();
    expect([state(), made.marks]).toEqual(['recording', [true]]);
    made.takes.last.tell('one ');
    await vi.waitFor(async () => expect(await made.opened(0)).toEqual({ text: 'one ', isWhole: false }));
    made.takes.last.tell('two ');
    made.recorder.stop();
    expect(state()).toBe('finishing');
    await made.stands('off');
    expect(made.marks).toEqual([true, false]);
    expect(await made.opened(0)).toEqual({ text: 'one two last', isWhole: true });
  });

  it('[SU282] losing the grant stops it at once, also while it begins; what was recorded stays', async () => {
    await made.begun();
    made.takes.last.tell('one ');
    made.allow({ state: 'off' });
    expect(made.takes.last.isRecording).toBe(false);
    await made.stands('off');
    expect(made.recorder.view.getState()).toMatchObject({ isRevoked: true });
    expect(await made.opened(0)).toMatchObject({ isWhole: true });
    made.allow(granted);
    made.recorder.start();
    made.allow({ state: 'off' });
    await made.settled();
    expect([state(), made.takes.all.length]).toEqual(['off', 1]);
  });

  it('[SU284] while nothing is heard of the customer’s page nothing is recorded; then it goes on', async () => {
    await made.begun();
    made.pass(5_000);
    made.session.setState({ link: 'locked' });
    expect([state(), made.takes.last.isRecording, made.recorder.view.getState().recordedMs]).toEqual(['held', false, 5_000]);
    made.session.setState({ link: 'live' });
    expect([state(), made.takes.last.isRecording]).toEqual(['recording', true]);
    made.recorder.pause();
    made.session.setState({ link: 'locked' });
    made.session.setState({ link: 'live' });
    expect([state(), made.takes.last.isRecording]).toEqual(['paused', false]);
  });

  it('[SU284] a pause is told, and so is going on', async () => {
    await made.begun();
    made.recorder.pause();
    made.recorder.resume();
    expect([state(), made.marks]).toEqual(['recording', [true, false, true]]);
  });

  it('[SU287] another picture begins another file; the end of the session ends all', async () => {
    await made.begun();
    made.recorder.setPicture(made.takes.track());
    await vi.waitFor(() => expect([made.takes.all.map(({ isRecording }) => isRecording), state()]).toEqual([[false, true], 'recording']));
    made.session.setState({ link: 'ended' });
    await made.stands('off');
    expect(made.kept.count).toBe(2);
  });

  it('[SU283] what the server refuses ends it, and is said', async () => {
    await made.begun();
    made.kept.failure = new ApiFailure('limit-reached', 'PUT');
    made.takes.last.tell('one ');
    await made.stands('off');
    expect(made.recorder.view.getState()).toMatchObject({ failure: made.kept.failure });
    expect(made.takes.last.isRecording).toBe(false);
  });
});
