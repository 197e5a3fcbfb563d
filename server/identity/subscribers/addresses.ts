/** A PBX's SIP domain, `<pbx>.<tenant>.<SIP_DOMAIN>`: host part of its addresses and its digest realm. */
export function pbxDomain(pbxSlug: string, tenantSlug: string, sipDomain: string): string {
  return `${pbxSlug}.${tenantSlug}.${sipDomain}`.toLowerCase();
}

/** The slugs that a host of ours names; undefined for any other host. */
export function parsePbxDomain(host: string, sipDomain: string): { readonly pbxSlug: string; readonly tenantSlug: string } | undefined {
  const suffix = `.${sipDomain.toLowerCase()}`;
  const lower = host.toLowerCase().replace(/\.$/, '');
  if (!lower.endsWith(suffix)) return undefined;
  const [pbxSlug, tenantSlug, ...rest] = lower.slice(0, -suffix.length).split('.');
  if (!pbxSlug || !tenantSlug || rest.length > 0) return undefined;
  return { pbxSlug, tenantSlug };
}

/** User and host of `alice`, `100`, `alice@host`, `sip:alice@host:5060;x=y`; undefined when it is none of these. */
export function parseDialled(dialled: string): { readonly user: string; readonly host: string | undefined } | undefined {
  if (dialled.length > 256) return undefined;
  const match = /^(?:sips?:)?([^\s@:;?]{1,128})(?:@([A-Za-z0-9.-]{1,253})(?::\d{1,5})?)?(?:[;?].*)?$/i.exec(dialled.trim());
  const [, user, host] = match ?? [];
  return user === undefined ? undefined : { user: user.toLowerCase(), host: host?.toLowerCase() };
}
