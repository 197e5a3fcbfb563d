import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of server.testing.ts, seen from outside. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #wake: () => void = () => undefined;

  constructor(dataDir: string) {
    const script = join(import.meta.dirname, 'server.testing.ts');
    this.#child = spawn(process.execPath, [script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env['PATH'], DATA_DIR: dataDir },
    });
    if (!this.#child.stdout) throw new Error('the process has no output');
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#lines.push(line);
      this.#wake();
    });
    this.#child.on('close', () => this.#wake());
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** The rest of the first line that begins with this word, waiting for it. */
  async said(word: string): Promise<string> {
    await this.until(() => this.#all(word).length > 0, `"${word}"`);
    return this.#all(word)[0] ?? '';
  }

  /** Ids of rows whose commit was acknowledged. */
  get written(): string[] {
    return this.#all('written');
  }

  /** Waits for a condition on what it said. */
  async until(condition: () => boolean, what: string): Promise<void> {
    while (!condition()) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`the server ended before ${what}; it said: ${this.#lines.slice(-3).join(' / ')}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Sends a signal and waits until the process is gone and all it said has arrived. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const closed = once(this.#child, 'close');
    this.#child.kill(signal);
    await closed;
  }

  #all(word: string): string[] {
    return this.#lines.filter((line) => line.startsWith(`${word} `) || line === word).map((line) => line.slice(word.length + 1));
  }
}
