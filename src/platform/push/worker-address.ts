const path = '/push-worker.js';

interface Policy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): Policy;
}

declare global {
  // Not in every browser, and not in TypeScript's library.
  var trustedTypes: PolicyFactory | undefined;
}

let policy: Policy | undefined;

/** The worker's address, as a TrustedScriptURL where the browser knows Trusted Types: the policy `deskline` lets this one through. */
export function workerAddress(): string {
  const { trustedTypes } = globalThis;
  if (!trustedTypes) return path;
  policy ??= trustedTypes.createPolicy('deskline', {
    createScriptURL: (address) => {
      if (address !== path) throw new TypeError('only the service worker of this site is loaded by an address');
      return address;
    },
  });
  return policy.createScriptURL(path);
}
