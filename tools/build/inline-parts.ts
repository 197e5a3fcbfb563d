import { parseAst } from 'vite';
import { asksForItsAddress, changedLater } from './later-writes.ts';

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
  const runs = parts.map((part) => scoped(registering(takingFromPage(absolute(part), part.address, inPage), part), part));
  return inHtml(`globalThis.${registry}={};${runs.join('\n')}`);
}

/** @throws when the code runs in a module only, as what waits at its top does: the page would stay empty */
function scoped(code: string, { address }: InlinePart): string {
  const text = `(()=>{${code}})();`;
  try {
    parseAst(text);
  } catch (cause) {
    throw new Error(`${address} cannot run inside a function, as it would in a page`, { cause });
  }
  return text;
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

/**
 * What it exports goes into the registry, once it has run: others get the value of that moment, not the name itself.
 * @throws when it exports what may change later, or needs what only a file has
 */
function registering(code: string, part: InlinePart): string {
  const program = parseAst(code);
  if (asksForItsAddress(program)) throw new Error(`${part.address} asks for import.meta, which in a page is the page's`);
  const exported = program.body.flatMap((node) => {
    if (node.type === 'ExportNamedDeclaration' && node.source === null && node.declaration === null)
      return [{ ...node, names: node.specifiers.map((one) => ({ local: nameOf(one.local), key: keyOf(part, nameOf(one.exported)) })) }];
    if (node.type.startsWith('Export') || node.type === 'ImportDeclaration')
      throw new Error(`a part in the page cannot have: ${code.slice(node.start, node.end).slice(0, 100)}`);
    return [];
  });
  const names = exported.flatMap((node) => node.names);
  const changing = changedLater(
    program,
    names.map(({ local }) => local),
  );
  if (changing.length > 0) throw new Error(`${part.address} exports what changes after it has run: ${changing.join(', ')}`);
  const rest = changed(
    code,
    exported.map(({ start, end }): Change => ({ start, end, text: '' })),
  );
  return names.length > 0
    ? `${rest.trimEnd()}\nObject.assign(${registry},{${names.map(({ local, key }) => `${key}:${local}`).join(',')}});`
    : rest;
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
