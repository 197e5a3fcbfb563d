import { parseAst } from 'vite';

/** A file of the build that stands in the page itself, where nothing can import it. */
export interface InlinePart {
  /** Stands behind the names of what it exports, and makes them its own. */
  readonly mark: string;
  /** Its address: `/assets/…`. */
  readonly address: string;
  readonly code: string;
}

/** Where parts in the page put what they export: a name of the page, short because every file takes something from it. */
const registry = 'desklineParts';

interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A module of the bundler's, with what it takes from parts in the page taken from there. */
export function takingFromPage(code: string, address: string, inPage: readonly InlinePart[]): string {
  const taken: string[] = [];
  const changes = parseAst(code).body.flatMap((node): Change[] => {
    if (node.type !== 'ImportDeclaration') return [];
    const part = inPage.find((one) => one.address === addressOf(node.source.value, address));
    if (!part) return [];
    taken.push(...node.specifiers.map((one) => `${keyOf(part, importedOf(one))}:${one.local.name}`));
    return [{ start: node.start, end: node.end, text: '' }];
  });
  const rest = changed(code, changes);
  const asked = inPage.find((one) => rest.includes(one.address.slice(one.address.lastIndexOf('/'))));
  if (asked) throw new Error(`${address} asks for ${asked.address}, which stands in the page`);
  return `${taken.length > 0 ? `const{${taken.join(',')}}=${registry};` : ''}${rest}`;
}

/**
 * The script that stands in the page: its parts one after the other, each in a scope of its own, as modules of one file would run.
 * @param inPage those of them that are nowhere else
 */
export function pageScript(parts: readonly InlinePart[], inPage: readonly InlinePart[] = parts): string {
  const runs = parts.map((part) => `(()=>{${registering(takingFromPage(absolute(part), part.address, inPage), part)}})();`);
  return inHtml(`globalThis.${registry}={};${runs.join('\n')}`);
}

/** @throws when the text would end its element, or begin a comment */
export function inHtml(text: string): string {
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error('what stands in a page must not look like markup');
  return text.trim();
}

function addressOf(source: string, from: string): string {
  return new URL(source, `http://page${from}`).pathname;
}

function keyOf({ mark }: InlinePart, name: string): string {
  return /^[\w$]+$/.test(name + mark) ? name + mark : JSON.stringify(name + mark);
}

type Statement = ReturnType<typeof parseAst>['body'][number];
type Specifier = Extract<Statement, { type: 'ImportDeclaration' }>['specifiers'][number];

function importedOf(specifier: Specifier): string {
  if (specifier.type === 'ImportSpecifier') return nameOf(specifier.imported);
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  throw new Error(`nothing can take all of a part in the page: ${specifier.local.name}`);
}

/** What it exports goes into the registry, once it has run: bundled modules export nothing that changes later. */
function registering(code: string, part: InlinePart): string {
  const changes = parseAst(code).body.flatMap((node): Change[] => {
    if (node.type === 'ExportNamedDeclaration' && node.source === null && node.declaration === null) {
      const names = node.specifiers.map(({ local, exported }) => `${keyOf(part, nameOf(exported))}:${nameOf(local)}`);
      return [{ start: node.start, end: node.end, text: `Object.assign(${registry},{${names.join(',')}});` }];
    }
    if (node.type.startsWith('Export') || node.type === 'ImportDeclaration')
      throw new Error(`a part in the page cannot have: ${code.slice(node.start, node.end).slice(0, 100)}`);
    return [];
  });
  return changed(code, changes);
}

function nameOf(name: { readonly type: string } & ({ readonly name: string } | { readonly value: unknown })): string {
  return 'name' in name ? name.name : String(name.value);
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
