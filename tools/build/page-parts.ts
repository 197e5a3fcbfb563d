import path from 'node:path';

/** What the bundler tells about a module while it divides the page into files. */
interface ModuleFacts {
  readonly importedIds: readonly string[];
  readonly code: string | null;
}

interface PartContext {
  getModuleInfo(id: string): ModuleFacts | null;
}

interface PartRule {
  /** Name of the file. */
  readonly name: string;
  /** The file has what this one imports, and what that imports, as far as no part before it has it. */
  readonly from: string;
}

/**
 * The files of the softphone, in the order in which a browser needs them: the page with the sign-in, the phone that runs on every page, and what
 * `/phone` shows. Left to itself, the bundler makes a file for each set of pages that share something: 65 of them were below 2 kB, each
 * compressed alone and asked for alone.
 */
const parts: readonly PartRule[] = [
  { name: 'index', from: 'src/main.tsx' },
  { name: 'telephony', from: 'src/features/telephony/index.ts' },
  { name: 'phone-page', from: 'src/features/telephony/pages/phone-page.tsx' },
];

/** Libraries and controls that other pages need too, without a phone. */
const SHARED = /^\0|\/tools\/build\/|\/node_modules\/(?!jssip\/)(?!.*\/node_modules\/)|\/(protocol|src\/(ui|platform))\//;
const shared = 'common';
/** A list of files of which a module wants what it names. */
const ICONS = /\/lucide-react\/dist\/esm\/lucide-react\.mjs$/;

/** Words that are asked for together, by language: what every page begins with, and what `/phone` says. */
const words: readonly { readonly name: string; readonly test: RegExp }[] = [
  { name: 'first-words', test: /\/src\/(?:ui|app|platform\/http)\/words\.(en|de)\.ts$/ },
  {
    name: 'phone-words',
    test: /\/src\/(?:features\/telephony|features\/telephony\/pages\/voicemail|platform\/lists)\/words\.(en|de)\.ts$/,
  },
];

interface PartGroup {
  readonly name: (id: string, context: PartContext) => string | null;
  readonly priority: number;
}

/** @returns the groups of the bundler's option `codeSplitting` */
export function pageParts(root: string): PartGroup[] {
  const partOf = new Map<string, string>();
  const divide = (context: PartContext): void => {
    for (const { name, from } of parts) {
      const id = path.join(root, from);
      if (context.getModuleInfo(id) === null) throw new Error(`${from} is no module of the page any more.`);
      take(id, name, context, partOf);
    }
  };
  const ofLanguage = words.map(({ name, test }) => ({
    priority: 0,
    name: (id: string) => {
      const language = test.exec(id)?.[1];
      return language === undefined ? null : `${name}.${language}`;
    },
  }));
  // A group takes along what its modules import, unless a group of higher priority has it.
  const ofPages = ['index', shared, 'telephony', 'phone-page'].map((part, place, all): PartGroup => ({
    priority: all.length - place,
    name(id, context) {
      if (partOf.size === 0) divide(context);
      return partOf.get(id) === part ? part : null;
    },
  }));
  return [...ofPages, ...ofLanguage];
}

function take(id: string, name: string, context: PartContext, partOf: Map<string, string>): void {
  if (partOf.has(id)) return;
  partOf.set(id, name !== 'index' && SHARED.test(id) ? shared : name);
  const facts = context.getModuleInfo(id);
  for (const imported of facts?.importedIds ?? []) {
    const wanted = ICONS.test(imported) ? iconsOf(facts?.code ?? '', imported, context) : [imported];
    for (const one of wanted) take(one, name, context, partOf);
  }
}

/** The files of the icons that a module names, out of the library's list of all icons. */
function iconsOf(code: string, list: string, context: PartContext): readonly string[] {
  const facts = context.getModuleInfo(list);
  const names = [...code.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']lucide-react["']/g)].flatMap((match) => match[1]?.match(/\w+/g) ?? []);
  const files = names.flatMap(
    (name) => new RegExp(`\\bas ${name}\\b[^}]*\\} from ["']\\.(/icons/[^"']+)["']`).exec(facts?.code ?? '')?.[1] ?? [],
  );
  return (facts?.importedIds ?? []).filter((id) => files.some((file) => id.endsWith(file)));
}
