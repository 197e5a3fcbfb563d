/** Where a tenant's plans may send requests: `crm.example`, or `crm.example:8443`. Without a port it is 443. */
export type AllowedHost = string;

/**
 * The URL, when a plan of this tenant may ask it: HTTPS, no name or password in it, a host on the tenant's list. Undefined else.
 * The list names exact hosts: what is behind a wildcard is decided by whoever owns the domain.
 */
export function allowedUrl(text: string, hosts: readonly AllowedHost[], base?: URL): URL | undefined {
  const url = URL.parse(text, base?.href);
  if (!url || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return undefined;
  const wanted = `${url.hostname.toLowerCase()}:${url.port === '' ? '443' : url.port}`;
  const isListed = hosts.some((host) => {
    const name = host.toLowerCase();
    return (/:\d+$/u.test(name) ? name : `${name}:443`) === wanted;
  });
  return isListed ? url : undefined;
}
