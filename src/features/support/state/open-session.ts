import { openRelayLine } from '../../../platform/relay/line-ahead.ts';
import { tabStorage } from '../../../platform/storage/careful-storage.ts';
import { BrowserCapture } from './browser-capture.ts';
import { canShowScreen } from './can-show-screen.ts';
import type { Capture } from './capture.ts';
import type { OrganisationKeys } from './certificate-desk.ts';
import type { Joining } from './joining.ts';
import type { LivePorts, Side } from './live-ports.ts';
import { LiveSession } from './live-session.ts';

/** A seat in a session, in this browser. The page starts it, and closes it when it goes away. */
export function openSession(
  joining: Joining,
  { side, capture = new BrowserCapture(), openSocket = openRelayLine, organisation }: OpenOptions,
): LiveSession {
  return new LiveSession({ ...browserPorts(capture, openSocket), side, organisation }, joining);
}

interface OpenOptions {
  /** The role's. */
  readonly side: Side;
  readonly capture?: Capture;
  readonly openSocket?: LivePorts['openSocket'];
  /** The tenant's keys, of an expert. */
  readonly organisation?: OrganisationKeys | undefined;
}

function browserPorts(capture: Capture, openSocket: LivePorts['openSocket']): Omit<LivePorts, 'side'> {
  return {
    openSocket: () => openSocket(),
    // Fetched with the first picture or voice: whoever only writes does without it.
    openRoom: async (request, ahead) => (await import('../../../platform/sfu/room-client.ts')).RoomClient.open({ request, ahead }),
    capture,
    canShowScreen,
    rateEnded,
    storage: tabStorage,
    origin: location.origin,
    random: () => Math.random(),
    now: () => performance.now(),
    wallNow: () => Date.now(),
    schedule(delayMs, task) {
      const timer = setTimeout(task, delayMs);
      return () => clearTimeout(timer);
    },
  };
}

async function rateEnded(token: string, rating: number): Promise<boolean> {
  try {
    const answer = await fetch('/api/support/rating', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, rating }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    return answer.ok;
  } catch (cause) {
    if (cause instanceof TypeError) return false;
    throw cause;
  }
}
