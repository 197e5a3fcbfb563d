/**
 * A SIP, SIPS or other absolute URI (RFC 3261 §19.1, RFC 3986). `user` and `password` are unescaped; escaping
 * happens when it is written. Unknown schemes keep their text in `opaque`.
 */
export interface SipUri {
  /** Lower case: `sip`, `sips`, `tel`, or what the text said. */
  readonly scheme: string;
  readonly user?: string;
  readonly password?: string;
  /** Lower-case host name, IPv4 address, or IPv6 address in brackets. Empty when `opaque` is used. */
  readonly host: string;
  readonly port?: number;
  /** Parameter names in lower case; a valueless parameter (`;lr`) has the value `''`. */
  readonly parameters: ReadonlyMap<string, string>;
  /** The text behind `?`, verbatim. */
  readonly headers?: string;
  /** Everything behind the colon for schemes other than sip and sips. */
  readonly opaque?: string;
}
