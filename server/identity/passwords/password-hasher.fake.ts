import { createHash } from 'node:crypto';
import type { PasswordHasher } from './password-hasher.ts';

/** Fast and worthless: for tests that are not about hashing. */
export class FakePasswordHasher implements PasswordHasher {
  /** How often anybody's password was compared, unknown users included. */
  comparisons = 0;

  async hash(password: string): Promise<string> {
    return `fake$${createHash('sha256').update(password).digest('hex')}`;
  }

  async verify(phc: string | undefined, password: string): Promise<boolean> {
    this.comparisons += 1;
    return phc === (await this.hash(password));
  }
}
