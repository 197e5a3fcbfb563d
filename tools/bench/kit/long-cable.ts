import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { NetworkNamespace } from '../../../e2e/fixtures/namespace.ts';

const program = path.resolve(import.meta.dirname, '../peers/delay-line.py');

/** A machine of its own behind a cable as long as is asked: every packet of it takes half a round trip each way. */
export class LongCable {
  readonly namespace: NetworkNamespace;
  readonly #line: ChildProcessByStdio<Writable, Readable, null>;

  private constructor(namespace: NetworkNamespace, line: ChildProcessByStdio<Writable, Readable, null>) {
    this.namespace = namespace;
    this.#line = line;
  }

  static async lay(): Promise<LongCable> {
    const [near, far] = NetworkNamespace.cableEnds();
    const line = spawn('python3', [program, near, far], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(line.stdout, 'data');
    try {
      return new LongCable(NetworkNamespace.create({ isCableLaid: true }), line);
    } catch (error) {
      line.kill();
      throw error;
    }
  }

  setRoundTrip(ms: number): void {
    this.#line.stdin.write(`${String(ms / 2)}\n`);
  }

  /** Idempotent. */
  async close(): Promise<void> {
    if (this.#line.exitCode === null) {
      this.#line.stdin.end();
      await once(this.#line, 'exit');
    }
    this.namespace.close();
  }
}
