import type { DiagnosticKey } from '../../exchange/diagnostic-keys.ts';
import type { exchange } from '../words/exchange.en.ts';
import { wayOfMedia } from './media-way.ts';

export interface Finding {
  readonly key: DiagnosticKey;
  readonly value: string;
}
type Words = (typeof exchange)['diagnostics'];
type Session = Parameters<typeof wayOfMedia>[0];
type Look = (words: Words, session: Session) => string | Promise<string>;

function has<Name extends string>(at: object, name: Name): at is Readonly<Record<Name, unknown>> {
  return name in at;
}

/** A part that some browsers have and TypeScript's library does not know. */
function partOf(at: object, ...path: readonly string[]): string {
  let part: unknown = at;
  for (const name of path) part = typeof part === 'object' && part !== null && has(part, name) ? part[name] : undefined;
  return typeof part === 'string' || typeof part === 'number' ? String(part) : '';
}

function graphics(): string {
  const context = new OffscreenCanvas(1, 1).getContext('webgl2');
  const debug = context?.getExtension('WEBGL_debug_renderer_info');
  return String(context?.getParameter(debug?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER) ?? '');
}

async function storage(): Promise<string> {
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return `${(usage / 1e6).toFixed(1)} / ${(quota / 1e6).toFixed(0)} MB`;
}

/** Which protocol the page came by, and how long a question to the server takes now. */
async function wayToServer(): Promise<string> {
  const [page] = performance.getEntriesByType('navigation');
  const protocol = page instanceof PerformanceNavigationTiming ? page.nextHopProtocol : '';
  const begunMs = performance.now();
  await fetch('/healthz', { cache: 'no-store' });
  return [protocol, `${String(Math.round(performance.now() - begunMs))} ms`].filter(Boolean).join(', ');
}

async function count(kind: MediaDeviceKind): Promise<string> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return String(devices.filter((device) => device.kind === kind).length);
}

async function permission(name: 'camera' | 'microphone' | 'notifications', words: Words): Promise<string> {
  const { state } = await navigator.permissions.query({ name });
  return { granted: words.allowed, denied: words.denied, prompt: words.asks }[state];
}

const looks: Readonly<Record<DiagnosticKey, Look>> = {
  browser: () => navigator.userAgent,
  languages: () => navigator.languages.join(', '),
  platform: () => partOf(navigator, 'userAgentData', 'platform') || partOf(navigator, 'platform'),
  screen: () => `${String(screen.width)} × ${String(screen.height)}, ${String(devicePixelRatio)}×, ${String(screen.colorDepth)} bit`,
  processors: () => String(navigator.hardwareConcurrency),
  memory: () => (partOf(navigator, 'deviceMemory') === '' ? '' : `${partOf(navigator, 'deviceMemory')} GB`),
  graphics,
  connection: () =>
    [
      partOf(navigator, 'connection', 'effectiveType'),
      partOf(navigator, 'connection', 'rtt') && `${partOf(navigator, 'connection', 'rtt')} ms`,
    ]
      .filter(Boolean)
      .join(', '),
  way: wayToServer,
  media: ({ media }, session) => wayOfMedia(session, media),
  online: ({ yes, no }) => (navigator.onLine ? yes : no),
  timeZone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
  storage,
  cameras: () => count('videoinput'),
  microphones: () => count('audioinput'),
  speakers: () => count('audiooutput'),
  permissionCamera: (words) => permission('camera', words),
  permissionMicrophone: (words) => permission('microphone', words),
  permissionNotifications: (words) => permission('notifications', words),
  page: () => new URL(import.meta.url).pathname.split('/').at(-1) ?? '',
};

/** Looks around in this browser and its session. What it does not tell is `unknown`; nothing is sent from here. */
export async function collectDiagnostics(words: Words, session: Session): Promise<readonly Finding[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table has exactly these keys
  const keys = Object.keys(looks) as readonly DiagnosticKey[];
  return Promise.all(
    keys.map(async (key) => {
      const value = await Promise.resolve()
        .then(() => looks[key](words, session))
        .catch(() => '');
      return { key, value: value === '' ? words.unknown : value.slice(0, 500) };
    }),
  );
}
