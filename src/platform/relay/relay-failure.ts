/** Why something that was asked over the relay did not come about. */
export class RelayFailure extends Error {
  /** `lost`: the line broke meanwhile; else a code of the server. */
  readonly code: string;

  constructor(code: string, message = code) {
    super(message);
    this.code = code;
    this.name = 'RelayFailure';
  }
}
