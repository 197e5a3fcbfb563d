import type { SocketLike } from './live-socket.ts';

/** A WebSocket without a network: the test plays the server. */
export class FakeSocket extends EventTarget implements SocketLike {
  readonly sent: unknown[] = [];
  isClosed = false;

  send(text: string): void {
    if (this.isClosed) throw new Error('send on a closed socket');
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.isClosed = true;
  }

  opens(): void {
    this.dispatchEvent(new Event('open'));
  }

  says(frame: object): void {
    this.saysText(JSON.stringify(frame));
  }

  saysText(data: string): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  closes(code: number): void {
    this.isClosed = true;
    this.dispatchEvent(new CloseEvent('close', { code }));
  }
}

interface Task {
  atMs: number;
  run: () => void;
}

/** Sockets and time in the hands of a test. */
export class FakeNetwork {
  readonly sockets: FakeSocket[] = [];
  #nowMs = 0;
  #tasks: Task[] = [];

  readonly open = (): FakeSocket => {
    const socket = new FakeSocket();
    this.sockets.push(socket);
    return socket;
  };

  readonly schedule = (delayMs: number, run: () => void): (() => void) => {
    const task = { atMs: this.#nowMs + delayMs, run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((each) => each !== task);
    };
  };

  /** The socket opened last. */
  get last(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('no socket was opened');
    return socket;
  }

  /** How long until the next task is due. */
  get nextDelayMs(): number {
    return Math.min(...this.#tasks.map((task) => task.atMs)) - this.#nowMs;
  }

  /** Lets time go by and runs what falls due, in order. */
  pass(durationMs: number): void {
    const untilMs = this.#nowMs + durationMs;
    for (;;) {
      const due = this.#tasks.filter((task) => task.atMs <= untilMs).toSorted((one, other) => one.atMs - other.atMs)[0];
      if (due === undefined) break;
      this.#tasks = this.#tasks.filter((each) => each !== due);
      this.#nowMs = due.atMs;
      due.run();
    }
    this.#nowMs = untilMs;
  }
}
