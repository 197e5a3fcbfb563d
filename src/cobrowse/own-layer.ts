/** An element of ours over the page: out of reach of the page's styles, and of what an expert does. */
export function ownLayer(css: string): { readonly host: HTMLElement; readonly root: ShadowRoot } {
  const host = document.createElement('div');
  host.dataset['desklineOwn'] = '';
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  document.body.append(host);
  return { host, root };
}
