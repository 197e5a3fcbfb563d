import { createStore, type StoreApi } from 'zustand/vanilla';
import { can } from '../../../../protocol/identity/permissions.ts';
import type { Me } from '../../../../protocol/identity/session.ts';
import { abilitiesOfThisPage, standingProblem } from '../../../platform/devices/device-problem.ts';
import { RemoteAudio } from '../../../platform/devices/remote-audio.ts';
import { createSoundPlayer } from '../../../platform/devices/sound-player.ts';
import type { HttpClient } from '../../../platform/http/http-client.ts';
import type { Live } from '../../../platform/socket/notifications.ts';
import { browserStorage } from '../../../platform/storage/careful-storage.ts';
import { browserTabChannel } from '../../../platform/tab-channel.ts';
import { browserLocks, holdTabLock } from '../../../platform/tab-lock.ts';
import { browserConnectivity } from '../sip/connectivity.ts';
import { JsSipPhone } from '../sip/jssip-phone.ts';
import type { CallSnapshot } from '../sip/phone.ts';
import { browserTimers } from '../sip/timers.ts';
import { askForNotices, browserNotices, DesktopNotices } from './desktop-notice.ts';
import { DevicesStore } from './devices-store.ts';
import { AgentStore } from './agent-store.ts';
import { EmergencyStore } from './emergency-store.ts';
import { createHistoryCache } from './history-cache.ts';
import { HistoryStore } from './history-store.ts';
import { MergeStore } from './merge-store.ts';
import { newUuid, readInstanceId } from './instance-id.ts';
import { PeopleStore } from './people-store.ts';
import { PhoneOwner } from './phone-owner.ts';
import { emptyView, type PhoneCommand, type PhoneView } from './phone-view.ts';
import { RecordingStore } from './recording-store.ts';
import { QualityStore } from './quality-store.ts';
import { Ringer } from './ringer.ts';
import { createScreenStore } from './screen-store.ts';
import { dialTargetOf, looksLikeNumber, type DialTarget } from './dial-target.ts';
import { SavedCalls } from './saved-calls.ts';
import { SettingsStore } from './settings-store.ts';
import { TabMirror } from './tab-mirror.ts';
import { VoicemailApi } from './voicemail-api.ts';
import { VoicemailStore } from './voicemail-store.ts';
import { createTelephonyApi, type TelephonyApi } from './telephony-api.ts';

export interface TelephonyPorts {
  readonly http: HttpClient;
  readonly live: Live;
  readonly me: Me;
  /** Words of a desktop notification in the person's language. */
  readonly noticeWords: (call: CallSnapshot) => { readonly title: string; readonly body: string };
  /** Runs when the phone is closed. */
  readonly onClose: () => void;
}

/** The phone of the person signed in, in this tab: owner or mirror, the stores behind the screens, one way to command it. */
export class TelephonyState {
  readonly phone: StoreApi<PhoneView> = createStore<PhoneView>(() => emptyView);
  readonly me: Me;
  readonly api: TelephonyApi;
  readonly people: PeopleStore;
  readonly history: HistoryStore;
  readonly settings: SettingsStore;
  /** My place in queues, if I serve any. */
  readonly agent: AgentStore;
  readonly emergency: EmergencyStore;
  /** What may be done about the recording of my calls. */
  readonly recording: RecordingStore;
  readonly merging: MergeStore;
  readonly voicemailApi: VoicemailApi;
  /** Messages of all my boxes. */
  readonly voicemail: VoicemailStore;
  readonly quality = new QualityStore(browserTimers);
  readonly devices: DevicesStore;
  readonly screen = createScreenStore();
  readonly #ports: TelephonyPorts;
  readonly #life = new AbortController();
  readonly #mirror: TabMirror;
  readonly #audio: RemoteAudio;
  readonly #ringer: Ringer;
  #owner: PhoneOwner | undefined;
  #stopAwaitingClick: () => void = () => undefined;

  constructor(ports: TelephonyPorts) {
    this.#ports = ports;
    this.me = ports.me;
    this.api = createTelephonyApi(ports.http);
    this.people = new PeopleStore(this.api);
    this.history = new HistoryStore(this.api, createHistoryCache(ports.me.userId));
    this.settings = new SettingsStore(this.api);
    this.agent = new AgentStore(this.api);
    this.recording = new RecordingStore(this.api);
    this.merging = new MergeStore({ api: this.api, calls: () => this.phone.getState().calls, run: (command) => this.run(command) });
    this.emergency = new EmergencyStore({
      api: this.api,
      storage: browserStorage,
      mayHandleAlerts: can(ports.me.role, 'emergency.handle'),
      call: (number, siteId) => this.#dialNow({ number, displayName: '' }, siteId),
    });
    this.voicemailApi = new VoicemailApi(ports.http);
    this.voicemail = new VoicemailStore(this.voicemailApi);
    this.devices = new DevicesStore({ storage: browserStorage, media: navigator.mediaDevices, onOutput: () => this.#handleOutput() });
    const onBlocked = (isSoundBlocked: boolean): void => this.#handleSound(isSoundBlocked);
    this.#audio = new RemoteAudio({ document, speakerId: () => this.devices.view.getState().choice.speakerId, onBlocked });
    this.#ringer = new Ringer({
      player: createSoundPlayer(),
      timers: browserTimers,
      onBlocked,
      output: (sound) => {
        const { ringerId, speakerId, ringVolume } = this.devices.view.getState().choice;
        const isRing = sound === 'ringtone' || sound === 'call-waiting';
        return isRing
          ? { speakerId: sound === 'ringtone' ? ringerId : speakerId, volume: sound === 'ringtone' ? ringVolume : ringVolume / 2 }
          : { speakerId, volume: 0.6 };
      },
    });
    this.#mirror = new TabMirror({
      channel: browserTabChannel('deskline-phone'),
      userId: ports.me.userId,
      ownView: () => (this.#owner === undefined ? undefined : this.phone.getState()),
      onView: (view) => this.#follow(view),
      onCommand: (command) => this.#owner?.run(command),
    });
  }

  start(): void {
    this.#listen();
    void this.devices.refresh();
    void this.history.start();
    void this.people.search('');
    void this.settings.refresh();
    void this.agent.refresh();
    void this.emergency.refresh();
    void this.voicemail.refresh();
    void holdTabLock(`phone.${this.me.userId}`, { locks: browserLocks, signal: this.#life.signal, onHeld: () => this.#own() });
  }

  /** Any click on the page is the gesture that browsers want before they let it sound. */
  #handleSound(isSoundBlocked: boolean): void {
    this.#show({ isSoundBlocked });
    this.#stopAwaitingClick();
    if (!isSoundBlocked) return;
    const allow = (): void => this.run({ name: 'allowSound' });
    window.addEventListener('pointerdown', allow, { once: true });
    this.#stopAwaitingClick = () => window.removeEventListener('pointerdown', allow);
  }

  /** Does it here or has the owning tab do it. */
  run(command: PhoneCommand): void {
    // Allowed once: what is blocked again says so again.
    if (command.name === 'allowSound') this.#show({ isSoundBlocked: false });
    if (this.#owner === undefined) this.#mirror.ask(command);
    else this.#owner.run(command);
  }

  /** Calls what was typed: a number at once, a name after asking who it is. */
  async dialTyped(typed: string): Promise<void> {
    const known = this.people.known(typed.trim());
    if (looksLikeNumber(typed.trim()) || known.length > 0) this.dial(dialTargetOf(typed, known));
    else this.dial(dialTargetOf(typed, await this.api.findPeople(typed.trim(), AbortSignal.timeout(2000)).catch(() => [])));
  }

  dial(target: DialTarget): void {
    // Before an emergency call goes out its person sees the address: EM7.
    if (this.emergency.isEmergency(target.number)) this.emergency.ask(target.number);
    else this.#dialNow(target);
  }

  #dialNow(target: DialTarget, siteId?: string): void {
    const owner = target.displayName === '' ? this.people.byNumber(target.number) : undefined;
    const displayName = target.displayName || (owner?.displayName ?? '');
    this.run({ name: 'dial', number: target.number, displayName, ...(siteId === undefined ? {} : { siteId }) });
    // The first call is the moment at which notices of calls make sense.
    void askForNotices();
  }

  /** Sign-out: calls are hung up, the registration is taken back. Closing the page leaves the calls to a successor. */
  close(): Promise<void> {
    this.#owner?.stop({ keepCalls: false });
    this.#owner = undefined;
    this.#life.abort();
    this.#stopAwaitingClick();
    this.#ports.onClose();
    this.#mirror.close();
    const parts = [this.people, this.history, this.settings, this.agent, this.emergency, this.recording, this.voicemail, this.devices];
    for (const part of parts) part.close();
    return Promise.resolve();
  }

  #own(): void {
    if (this.#life.signal.aborted) return;
    const phone = new JsSipPhone({
      url: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/sip`,
      instanceId: readInstanceId(browserStorage),
      newId: newUuid,
      timers: browserTimers,
      connectivity: browserConnectivity,
      fetchRegistration: this.api.fetchRegistration,
      openMicrophone: () => this.devices.microphone.open(),
      standingProblem: standingProblem(abilitiesOfThisPage()),
    });
    this.#owner = new PhoneOwner({
      phone,
      timers: browserTimers,
      saved: new SavedCalls(browserStorage, this.me.userId),
      audio: this.#audio,
      ringer: this.#ringer,
      notices: new DesktopNotices({ ...browserNotices, words: this.#ports.noticeWords }),
      quality: this.quality,
      onView: (view) => this.#show({ ...view, role: 'owner' }),
    });
    this.#owner.start();
    // A page that is reloaded or closed must not say BYE: its successor takes the calls over.
    window.addEventListener('pagehide', () => this.#owner?.stop({ keepCalls: true }), { signal: this.#life.signal, once: true });
  }

  /** The tab that owns the phone tells how it is. */
  #follow(view: PhoneView): void {
    this.phone.setState({ ...view, role: 'mirror' });
    this.#handleCalls(view.calls);
  }

  #show(change: Partial<PhoneView>): void {
    this.phone.setState(change);
    if (change.calls !== undefined) this.#handleCalls(change.calls);
    if (this.#owner !== undefined) this.#mirror.tell(this.phone.getState());
  }

  #handleCalls(calls: readonly CallSnapshot[]): void {
    this.emergency.handleCalls(calls);
    this.recording.handleCalls(calls);
  }

  #handleOutput(): void {
    void this.#audio.useSpeaker();
    this.#ringer.repeat();
  }

  #listen(): void {
    const { live } = this.#ports;
    const { signal } = this.#life;
    live.onNotification('person.presence', ({ userId, presence }) => this.people.handlePresence(userId, presence), signal);
    live.onNotification('people.changed', () => void this.people.refresh(), signal);
    live.onNotification('call.recorded', ({ record }) => this.history.handleRecorded(record), signal);
    live.onNotification('calls.seen', () => this.history.handleSeen(), signal);
    live.onNotification('phone.settings', ({ settings }) => this.settings.handleSettings(settings), signal);
    live.onNotification('voicemail.changed', ({ newCount }) => this.voicemail.handleChange(newCount), signal);
    live.onNotification('agent.desk', ({ desk }) => this.agent.handleDesk(desk), signal);
    live.onNotification('emergency.changed', () => void this.emergency.refreshAlerts(), signal);
    live.on('missed', () => this.#readAgain(), signal);
    window.addEventListener('online', () => this.#readAgain(), { signal });
    // A page out of the back/forward cache has stopped its phone: begin anew.
    window.addEventListener('pageshow', (event) => event.persisted && location.reload(), { signal });
  }

  #readAgain(): void {
    void this.people.refresh();
    void this.history.refresh();
    void this.settings.refresh();
    void this.agent.refresh();
    void this.emergency.refresh();
    void this.voicemail.refresh();
  }
}
