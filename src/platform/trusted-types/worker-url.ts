interface Policy {
  createScriptURL(url: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): Policy;
}

declare global {
  // Not in every browser, and not in TypeScript's library.
  var trustedTypes: PolicyFactory | undefined;
}

let policy: Policy | undefined;

/**
 * An address of one of our own workers, in the form that `require-trusted-types-for 'script'` asks for. The page has one policy, `deskline`,
 * and it lets nothing through but files of our own origin.
 * @throws {TypeError} for any other address
 */
export function workerUrl(url: string): string {
  policy ??= globalThis.trustedTypes?.createPolicy('deskline', { createScriptURL: ownScript });
  return policy ? policy.createScriptURL(url) : ownScript(url);
}

function ownScript(url: string): string {
  const { origin, href } = new URL(url, location.href);
  if (origin !== location.origin) throw new TypeError('workers come from our own origin only');
  return href;
}
