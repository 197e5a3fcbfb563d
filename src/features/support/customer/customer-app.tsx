import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Language } from '../../../platform/i18n/languages.ts';
import type { LineAhead } from '../../../platform/relay/line-ahead.ts';
import { tabStorage } from '../../../platform/storage/careful-storage.ts';
import { CodePage } from './arrival/code-page.tsx';
import { missingNeeds, type Need } from './arrival/browser-needs.ts';
import { fetchInviting, type Inviting } from './arrival/inviting.ts';
import type { JoinRequest } from './arrival/join-request.ts';
import { keptSeat } from './arrival/kept-seat.ts';
import { Knocker } from './arrival/knock.ts';
import { LanguageSwitch } from './arrival/language-switch.tsx';
import { LinkPage } from './arrival/link-page.tsx';
import { NeedsPage } from './arrival/needs-page.tsx';
import type { Place } from './arrival/place.ts';
import { InSession, prepareInSession } from './in-session.tsx';
import { CustomerLifeContext, type CustomerLife } from './live/customer-session.tsx';
import { SpeechContext, useWords } from './words/customer-words.tsx';
import { wordsOf } from './words/words-of.ts';
import type { Words } from './words/customer.en.ts';

export interface CustomerAppProps {
  readonly place: Place;
  readonly speech: { readonly language: Language; readonly words: Words };
  /** The way to the relay, opened before the click. */
  readonly line: LineAhead;
  /** The person chose another language. */
  readonly onLanguage: (language: Language) => void;
}

/** The customer's page, from the address to the end of the session. */
export function CustomerApp({ place, speech, line, onLanguage }: CustomerAppProps) {
  const [{ language, words }, setSpeech] = useState(speech);
  const switchTo = useCallback(
    (wanted: Language) => {
      onLanguage(wanted);
      void wordsOf(wanted).then((found) => setSpeech({ language: wanted, words: found }));
    },
    [onLanguage],
  );
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.title;
  }, [language, words]);
  return (
    <SpeechContext value={{ language, words, switchTo }}>
      <Arrival place={place} line={line} />
    </SpeechContext>
  );
}

/**
 * ```
 * arriving ─Join, or a kept seat─▶ opening ─the session's code is here─▶ in ─refused before the keys─▶ arriving
 * ```
 */
type Phase =
  | { readonly kind: 'arriving'; readonly refusal?: string }
  | { readonly kind: 'opening' }
  | { readonly kind: 'in'; readonly life: CustomerLife };

function Arrival({ place, line }: Pick<CustomerAppProps, 'place' | 'line'>) {
  const { refusal } = useWords();
  const isCamera = place.kind === 'link' && place.isCamera;
  const missing = useMissing(isCamera);
  const inviting = useInviting(place);
  const [knocker] = useState(() => new Knocker(line, tabStorage));
  const [phase, setPhase] = useState<Phase>({ kind: 'arriving' });
  const [code, setCode] = useState('');
  const isComing = useRef(false);
  const arrive = useCallback((refused: string) => {
    isComing.current = false;
    setPhase({ kind: 'arriving', refusal: refused });
  }, []);
  const join = useCallback(
    (request: JoinRequest) => {
      // Once, however often it is pressed: of two sessions of one seat none would stay.
      if (isComing.current) return;
      isComing.current = true;
      setPhase({ kind: 'opening' });
      const said = knocker.knock(request);
      import('./customer-life.ts')
        .then(({ openCustomerLife }) => openCustomerLife(request, { openSocket: () => knocker.take(), said }))
        .then(
          (life) => setPhase({ kind: 'in', life }),
          () => arrive(refusal.other),
        );
    },
    [refusal, knocker, arrive],
  );
  useReturn(place, missing?.length === 0, join);
  useLineAhead(line, phase.kind === 'arriving');
  useRehearsal(missing?.length === 0 && phase.kind === 'arriving');
  if (phase.kind === 'in')
    return (
      <CustomerLifeContext value={phase.life}>
        <InSession isCamera={isCamera} onRefused={arrive} />
      </CustomerLifeContext>
    );
  const form = { isBusy: phase.kind === 'opening', refusal: phase.kind === 'arriving' ? phase.refusal : undefined, onJoin: join };
  return (
    <Frame>
      {missing === undefined ? null : missing.length > 0 ? (
        <NeedsPage missing={missing} />
      ) : place.kind === 'code' ? (
        <CodePage code={code} onCode={setCode} {...form} />
      ) : (
        <LinkPage routingId={place.routingId} secret={place.secret} isCamera={place.isCamera} inviting={inviting} {...form} />
      )}
    </Frame>
  );
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-full w-full max-w-lg flex-col gap-4 p-4 sm:pt-16">
      {children}
      <LanguageSwitch />
    </main>
  );
}

/** The server closes a line on which nothing is said; whoever does something here may be about to come in. */
function useLineAhead(line: LineAhead, isArriving: boolean): void {
  useEffect(() => {
    if (!isArriving) return undefined;
    const life = new AbortController();
    for (const sign of ['pointermove', 'pointerdown', 'keydown']) addEventListener(sign, () => line.prepare(), { signal: life.signal });
    return () => life.abort();
  }, [line, isArriving]);
}

/** What this browser lacks; undefined while that is not known. */
function useMissing(isCamera: boolean): readonly Need[] | undefined {
  const [missing, setMissing] = useState<readonly Need[]>();
  useEffect(() => {
    const look = async (): Promise<void> => {
      const found = await missingNeeds(globalThis);
      setMissing(found);
      // Fetched while the person reads, so that the click finds it here; when that fails the click tries again.
      if (found.length > 0) return;
      await import('./customer-life.ts').then(({ prepareCustomerLife }) => prepareCustomerLife()).catch(() => undefined);
      await prepareInSession(isCamera);
      await import('../../../platform/sfu/room-client.ts').catch(() => undefined);
    };
    void look();
  }, [isCamera]);
  return missing;
}

/** What the click will run has run once when it comes. */
function useRehearsal(isReading: boolean): void {
  useEffect(() => {
    if (!isReading) return undefined;
    const life = new AbortController();
    import('./customer-life.ts').then(({ rehearseCustomerLife }) => rehearseCustomerLife(life.signal)).catch(() => undefined);
    return () => life.abort();
  }, [isReading]);
}

function useInviting(place: Place): Inviting | undefined {
  const routingId = place.kind === 'link' ? place.routingId : undefined;
  const [inviting, setInviting] = useState<Inviting>();
  useEffect(() => {
    if (routingId === undefined) return undefined;
    const life = new AbortController();
    const ask = async (): Promise<void> => {
      const found = await fetchInviting(routingId, life.signal);
      if (!life.signal.aborted) setInviting(found);
    };
    void ask();
    return () => life.abort();
  }, [routingId]);
  return inviting;
}

/** A page that was loaded again goes on by itself: the click was made before. */
function useReturn(place: Place, isReady: boolean, join: (request: JoinRequest) => void): void {
  const isTried = useRef(false);
  useEffect(() => {
    if (!isReady || isTried.current) return;
    isTried.current = true;
    const kept = keptSeat(place, tabStorage);
    if (kept) join(kept);
  }, [place, isReady, join]);
}
