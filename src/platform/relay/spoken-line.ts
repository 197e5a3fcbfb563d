import type { FirstWords } from './hello.ts';
import type { RelaySocketLike } from './relay-socket.ts';

type Listening = RelaySocketLike['addEventListener'];
type Listener = Parameters<Listening>[1];

/** A slow network brings the session's code in this time; what is said meanwhile is kept. */
const longestMs = 60_000;
/** WebSocket's OPEN. */
const isOpen = 1;

/** Says the first words on a line before there is somebody who hears the answer: the line keeps it for whoever listens first. */
export function speakOn(line: RelaySocketLike, { hello, log, asks }: FirstWords): RelaySocketLike {
  const listen: Listening = line.addEventListener.bind(line);
  const kept = new Map<string, Event[]>();
  const keeping = new AbortController();
  // Nobody took it: the seat is not held, and its token leads back to it.
  const untaken = setTimeout(() => line.close(), longestMs);
  for (const kind of ['message', 'close'] as const) {
    const events: Event[] = [];
    kept.set(kind, events);
    listen(kind, (event) => kept.has(kind) && events.push(event), keeping);
  }
  const say = (): void => [hello, log, asks].forEach((message) => line.send(JSON.stringify(message)));
  if (line.readyState === isOpen) say();
  else listen('open', say, keeping);
  return Object.assign(line, {
    said: log.clientNumber,
    addEventListener(kind: Parameters<Listening>[0], listener: Listener, options: { readonly signal: AbortSignal }): void {
      clearTimeout(untaken);
      const events = kept.get(kind) ?? [];
      kept.delete(kind);
      listen(kind, listener, options);
      // Not at once: whoever listens may not be ready before they return.
      queueMicrotask(() => events.forEach((event) => options.signal.aborted || listener(event)));
    },
  });
}
