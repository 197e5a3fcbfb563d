import type { RelayState } from '../../../platform/relay/relay-socket.ts';
import type { SealState } from '../../../../seal/index.ts';
import { capabilities, type Capability, type CapabilityView, type LinkState, type LiveView } from './live-view.ts';

export function emptyView(): LiveView {
  return {
    link: 'connecting',
    unheardSince: undefined,
    session: { id: '', kind: 'screen', tenantName: '', startedAt: undefined },
    mySeatId: '',
    isKept: true,
    people: [],
    organisation: {},
    organisationKey: undefined,
    words: undefined,
    applicants: [],
    invites: [],
    saidAt: 0,
    chat: [],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each of `capabilities`
    capabilities: Object.fromEntries(capabilities.map((one) => [one, { state: 'off' }])) as Record<Capability, CapabilityView>,
    asks: [],
    streams: [],
    lost: [],
    drawings: [],
    scenes: [],
    lasers: [],
    files: [],
    camera: undefined,
    cameraAsks: [],
    stills: [],
    isStillComing: false,
    shownStill: undefined,
    codes: [],
    controlHolder: undefined,
    mayControl: [],
    controlTarget: undefined,
    canCustomerShow: true,
    diagnostics: [],
    clipboard: [],
    isRecording: false,
    isRecordingUnheard: false,
    isMuted: false,
    survey: undefined,
    quality: undefined,
    problem: undefined,
  };
}

/** Since when nothing is heard of the customer; a line of this page that comes back meanwhile begins nothing anew. */
export function unheardSinceOf(next: LinkState, before: number | undefined, nowMs: number): number | undefined {
  if (next === 'locked') return before ?? nowMs;
  return next === 'reconnecting' ? before : undefined;
}

/** Where the page stands, from what the line and the seal say. */
export function linkOf(
  relay: RelayState,
  seal: SealState | undefined,
  facts: { readonly wasWelcomed: boolean; readonly isOtherHere: boolean },
): LinkState {
  if (seal === 'ended' || relay === 'closed') return 'ended';
  if (relay !== 'open') return facts.wasWelcomed ? 'reconnecting' : 'connecting';
  if (seal === 'sealed') return 'live';
  if (seal === 'locked') return 'locked';
  return facts.isOtherHere ? 'joining' : 'waiting';
}
