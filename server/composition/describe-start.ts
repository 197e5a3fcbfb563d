import type { Config } from '../config/config.ts';
import type { Identity } from '../identity/index.ts';
import { insecureUrlWarning, startTable } from './start-table.ts';

/** Who can sign in after the start: the demo's people, or whoever has the link for the first admin. */
export interface Welcome {
  readonly demo: Awaited<ReturnType<Identity['prepareDemo']>> | undefined;
  readonly setupToken: string | undefined;
}

/** Makes the demo tenants that are missing, or the first admin's link where there is no tenant yet. */
export async function prepareWelcome({ DEMO, DEMO_PASSWORD }: Config, identity: Identity): Promise<Welcome> {
  return DEMO
    ? { demo: await identity.prepareDemo(DEMO_PASSWORD), setupToken: undefined }
    : { demo: undefined, setupToken: await identity.setup.prepare() };
}

export interface StartSituation {
  readonly config: Config;
  readonly welcome: Welcome;
  readonly sipPorts: { readonly udp?: number; readonly tcp?: number; readonly tls?: number };
  readonly webPort: number;
  readonly seconds: number;
}

/** What the terminal shows. */
export function describeStart({ config, welcome, sipPorts, webPort, seconds }: StartSituation): string {
  const url = config.PUBLIC_URL ?? `${config.TLS_CERT === undefined ? 'http' : 'https'}://localhost:${String(webPort)}`;
  const text = startTable({
    url,
    accounts: welcome.demo?.accounts ?? [],
    password: welcome.demo?.password,
    setupLink: welcome.setupToken === undefined ? undefined : `${url}/setup?token=${welcome.setupToken}`,
    sipPorts: Object.entries(sipPorts).map(([kind, port]) => `${kind} ${String(port)}`),
    seconds,
  });
  const warning = insecureUrlWarning(url);
  return warning === undefined ? text : `${text}\n${warning}\n`;
}
