/** Where one is in the product: `/admin/users` and `query=bob&page=2`. */
export interface PageLocation {
  /** Begins with a slash, has no trailing one. */
  path: string;
  /** Parameters without the question mark; empty for none. */
  search: string;
}

/** Reads `/path?search#hash`. A trailing slash does not make another page. */
export function locationOf(href: string): PageLocation {
  const [beforeHash = ''] = href.split('#');
  const [path = '', ...search] = beforeHash.split('?');
  return { path: path.replace(/\/+$/, '') || '/', search: search.join('?') };
}

/** The address of a location, as `locationOf` reads it. */
export function hrefOf({ path, search }: PageLocation): string {
  return search === '' ? path : `${path}?${search}`;
}
