import { parseAst } from 'vite';

/** A file of the build that stands in the page itself, where nothing can import it. */
export interface InlinePart {
  /** As which others take what it exports. */
  readonly name: string;
  /** Its address: `/assets/…`. */
  readonly address: string;
  readonly code: string;
}

/** Where parts in the page put what they export. */
const registry = 'globalThis.desklineParts';

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A module of the bundler's, with what it takes from parts in the page taken from there, and other files named by their full address. */
export function takingFromPage(code: string, address: string, inPage: readonly InlinePart[]): string {
  const partOf = (source: string): InlinePart | undefined => inPage.find((part) => part.address === addressOf(source, address));
  const changes = parseAst(code).body.flatMap((node): Change[] => {
    if (node.type !== 'ImportDeclaration') return [];
    const part = partOf(node.source.value);
    return part ? [{ start: node.start, end: node.end, text: takingOf(node.specifiers, placeOf(part)) }] : [];
  });
  return changed(code, changes);
}

/** The script that stands in the page: its parts one after the other, each in a scope of its own, as modules of one file would run. */
export function pageScript(parts: readonly InlinePart[]): string {
  const blocks = parts.map((part) => `(()=>{${registering(takingFromPage(absolute(part), part.address, parts), placeOf(part))}})();`);
  return inHtml(`${registry}={};${blocks.join('\n')}`);
}

/** @throws when the text would end its element, or begin a comment */
export function inHtml(text: string): string {
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error('what stands in a page must not look like markup');
  return text.trim();
}

function placeOf({ name }: InlinePart): string {
  return `${registry}[${JSON.stringify(name)}]`;
}

function addressOf(source: string, from: string): string {
  return new URL(source, `http://page${from}`).pathname;
}

type Statement = ReturnType<typeof parseAst>['body'][number];
type Specifiers = Extract<Statement, { type: 'ImportDeclaration' }>['specifiers'];

function takingOf(specifiers: Specifiers, place: string): string {
  const names = specifiers.flatMap((one) => {
    if (one.type === 'ImportNamespaceSpecifier') return [];
    const imported = one.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(one.imported);
    return [`${imported}:${one.local.name}`];
  });
  const whole = specifiers.find((one) => one.type === 'ImportNamespaceSpecifier');
  return `${whole ? `const ${whole.local.name}=${place};` : ''}${names.length > 0 ? `const{${names.join(',')}}=${place};` : ''}`;
}

/** What it exports goes into the registry, once it has run: bundled modules export nothing that changes later. */
function registering(code: string, place: string): string {
  const changes = parseAst(code).body.flatMap((node): Change[] => {
    if (node.type === 'ExportNamedDeclaration' && node.source === null && node.declaration === null) {
      const names = node.specifiers.map(({ local, exported }) => `${nameOf(exported)}:${nameOf(local)}`);
      return [{ start: node.start, end: node.end, text: `${place}={${names.join(',')}};` }];
    }
    if (node.type.startsWith('Export') || node.type === 'ImportDeclaration')
      throw new Error(`a part in the page cannot have: ${code.slice(node.start, node.end).slice(0, 100)}`);
    return [];
  });
  return changed(code, changes);
}

function nameOf(name: { readonly type: string } & ({ readonly name: string } | { readonly value: unknown })): string {
  return 'name' in name ? name.name : JSON.stringify(name.value);
}

/** In the page a relative address would begin at the page's own. */
function absolute({ code, address }: InlinePart): string {
  return code.replaceAll(/(\bimport\(\s*)([`"'])(\.{1,2}\/[^`"']+)\2/g, (_all, begin: string, quote: string, source: string) => {
    return `${begin}${quote}${addressOf(source, address)}${quote}`;
  });
}

function changed(code: string, changes: readonly Change[]): string {
  let text = code;
  for (const { start, end, text: wanted } of changes.toReversed()) text = text.slice(0, start) + wanted + text.slice(end);
  return text;
}
