/** Turns passwords into what may be stored. */
export interface PasswordHasher {
  /** A PHC string with a fresh salt. `one-time` is for random 128-bit passwords only, see docs/adr/0051. */
  hash(password: string, strength?: 'chosen' | 'one-time'): Promise<string>;
  /** Whether `password` is the one behind `phc`. For undefined it works as long as for a real one and says false. */
  verify(phc: string | undefined, password: string): Promise<boolean>;
}
