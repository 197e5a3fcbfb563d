import { useEffect, useState } from 'react';
import { isHandshakeFault, refusalText } from './arrival/refusal-text.ts';
import type { LinkState } from '../state/live-view.ts';
import { latePart } from './late-part.tsx';
import { useLive, useSession } from './live/customer-session.tsx';
import { useWords } from './words/customer-words.tsx';

const pages = {
  screen: latePart(async () => (await import('./live/screen-page.tsx')).ScreenPage),
  camera: latePart(async () => (await import('./camera/camera-page.tsx')).CameraPage),
  ended: latePart(async () => (await import('./ending/ended-page.tsx')).EndedPage),
};

const endPreparedMs = 3_000;

/** Fetches what is drawn with the keys, so that it is here then. */
export function prepareInSession(isCamera: boolean): Promise<void> {
  return (isCamera ? pages.camera : pages.screen).prepare();
}

interface InSessionProps {
  readonly isCamera: boolean;
  /** It ended before there were keys: `text` says why. */
  readonly onRefused: (text: string) => void;
}

/** From the click to the end. */
export function InSession({ isCamera, onRefused }: InSessionProps) {
  const link = useLive((view) => view.link);
  const isCameraSession = useLive((view) => view.session.kind === 'camera');
  // What is shown decides; the two may take turns in one session.
  const hasScreen = useLive(({ streams }) => streams.some(({ isMine, source }) => isMine && source === 'screen'));
  const hasCamera = useLive(({ streams }) => streams.some(({ isMine, source }) => isMine && source === 'camera'));
  const isByCamera = !hasScreen && (hasCamera || isCamera || isCameraSession);
  const wasLive = useWas((now) => now === 'live');
  const isIn = useWas((now) => now === 'live' || now === 'joining');
  useRefusal(wasLive, onRefused);
  useClosing();
  const isCameraAsked = useLive(({ asks }) => asks.some(({ capability }) => capability === 'camera'));
  useEffect(() => void prepareInSession(isByCamera || isCameraAsked), [isByCamera, isCameraAsked]);
  useEndPrepared(wasLive);
  if (!isIn) return <Entering />;
  if (link === 'ended') return wasLive ? <pages.ended.Part /> : null;
  return isByCamera ? <pages.camera.Part /> : <pages.screen.Part />;
}

/** Between the click and the moment when both sides are here. */
function Entering() {
  const { state, arrival } = useWords();
  const link = useLive((view) => view.link);
  return (
    <main className="mx-auto flex w-full max-w-lg flex-col gap-2 p-4 sm:pt-16">
      <h1 className="text-page font-semibold">{arrival.joining}</h1>
      <p role="status" className="text-n11">
        {link === 'ended' ? '' : state[link]}
      </p>
    </main>
  );
}

/** Whether the link ever was one of those. */
function useWas(isOne: (link: LinkState) => boolean): boolean {
  const isNow = useLive(({ link }) => isOne(link));
  const [was, setWas] = useState(isNow);
  if (isNow && !was) setWas(true);
  return was || isNow;
}

/** The page of the end is here before there is one, also when it comes because the network is gone; the first picture does not wait for it. */
function useEndPrepared(isLive: boolean): void {
  useEffect(() => {
    if (!isLive) return undefined;
    const timer = setTimeout(() => void pages.ended.prepare(), endPreparedMs);
    return () => clearTimeout(timer);
  }, [isLive]);
}

/** Before the keys, an end or a failed handshake leads back to the form, with the reason. */
function useRefusal(wasLive: boolean, onRefused: (text: string) => void): void {
  const words = useWords();
  const session = useSession();
  const reason = useLive(({ link, endReason, problem }) =>
    link === 'ended' ? (endReason ?? 'other') : isHandshakeFault(problem?.code) ? problem?.code : undefined,
  );
  const retryAfterSeconds = useLive((view) => view.retryAfterSeconds);
  useEffect(() => {
    if (wasLive || reason === undefined) return;
    session.close();
    onRefused(refusalText(reason, retryAfterSeconds, words));
    // The words and the callback are made anew with each drawing; the reason decides.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [wasLive, reason]);
}

/** The seat is kept for the page that comes next; a page out of the browser's cache begins anew. */
function useClosing(): void {
  const session = useSession();
  useEffect(() => {
    const life = new AbortController();
    const close = (): void => session.close();
    const shown = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) location.reload();
    };
    addEventListener('pagehide', close, { signal: life.signal });
    addEventListener('pageshow', shown, { signal: life.signal });
    return () => life.abort();
  }, [session]);
}
