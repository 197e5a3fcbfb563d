/** The part of JsSIP's parser that the second opinion on our messages uses; the package has no types for it. */
declare module 'jssip/lib/Parser.js' {
  interface Parsed {
    readonly method?: string;
    readonly status_code?: number;
    readonly call_id: string;
    readonly cseq: number;
    readonly from_tag: string;
    readonly to_tag: string | undefined;
    readonly from: { readonly display_name: string };
    getHeader(name: string): string | undefined;
    parseHeader(name: string): unknown;
  }
  /** Undefined or null when the text cannot be read. */
  export function parseMessage(text: string, ua: object): Parsed | undefined | null;
}
