import { isIP } from 'node:net';

export interface StartFacts {
  readonly url: string;
  readonly accounts: readonly {
    readonly email: string;
    readonly name: string;
    readonly extension: string;
    readonly role: string;
    readonly tenant: string;
  }[];
  readonly password: string | undefined;
  readonly setupLink: string | undefined;
  readonly sipPorts: readonly string[];
  readonly seconds: number;
}

/** What the terminal shows when the server can take calls. */
export function startTable(facts: StartFacts): string {
  const rows = facts.accounts.map(({ tenant, name, email, extension, role }) => [tenant, name, email, extension, role]);
  const header = ['tenant', 'name', 'email', 'extension', 'role'];
  const lines = ['', `Deskline is at ${facts.url}  (ready in ${facts.seconds.toFixed(1)} s)`, ''];
  if (rows.length > 0) lines.push(...table([header, ...rows]), '');
  if (facts.password !== undefined) lines.push(`Everybody's password: ${facts.password}`, '');
  if (facts.setupLink !== undefined) lines.push(`Make the first administrator here (works once): ${facts.setupLink}`, '');
  if (facts.sipPorts.length > 0) lines.push(`SIP phones register at ${facts.sipPorts.join(', ')}`, '');
  return lines.join('\n');
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

/** Why a public address will disappoint people, or undefined. Browsers give microphones only to secure contexts. */
export function insecureUrlWarning(publicUrl: string): string | undefined {
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal =
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    (isIP(hostname) === 4 && hostname.startsWith('127.'));
  if (protocol === 'https:' || isLocal) return undefined;
  return `PUBLIC_URL is ${publicUrl}: browsers give no microphone to plain http. Set TLS_CERT and TLS_KEY, or put a TLS proxy in front and use https.`;
}
