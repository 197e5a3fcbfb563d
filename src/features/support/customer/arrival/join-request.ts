/** What the person asked for by a click. */
export type JoinRequest =
  | { readonly kind: 'code'; readonly nameplate: string; readonly word: string; readonly name: string }
  | { readonly kind: 'link'; readonly routingId: string; readonly secret: string; readonly name: string }
  /** A seat that this tab had before it was loaded again. */
  | { readonly kind: 'back'; readonly routing: string; readonly name: string };
