import { importReportSchema } from '../../../protocol/identity/admin.ts';
import { phoneRegistrationSchema, type PhoneRegistration } from '../../../protocol/telephony/phone.ts';
import { ApiClient } from '../../../e2e/fixtures/api.ts';
import { demoPassword, type Product } from '../../../e2e/fixtures/product.ts';
import { RegisteringAgent } from './registering.ts';
import { connectWebSocket, type SipConnection } from './sip-connection.ts';

const ownPassword = 'quiet-harbour-lantern-93';

/** Makes people by the CSV import and signs them in, each with a password of their own. Takes about 0.2 s each. */
export async function hire(product: Product, count: number): Promise<readonly ApiClient[]> {
  const admin = await ApiClient.signIn(product, 'admin@acme.test');
  const lines = Array.from(
    { length: count },
    (_, index) => `bench${String(index)}@acme.test,Bench ${String(index)},user,${String(5_000 + index)}`,
  );
  const { status, body } = await admin.send('POST', '/api/admin/users/import', {
    csv: `email,name,role,extension\n${lines.join('\n')}\n`,
    dryRun: false,
  });
  if (status !== 200) throw new Error(`the import was refused: ${String(status)} ${JSON.stringify(body)}`);
  const report = importReportSchema.parse(body);
  if (!report.isStored) throw new Error(`nobody was imported: ${JSON.stringify(report.refused.slice(0, 3))}`);
  const people: ApiClient[] = [];
  for (const { email, oneTimePassword } of report.oneTimePasswords) {
    const person = await ApiClient.signIn(product, email, oneTimePassword);
    const changed = await person.send('POST', '/api/password', { current: oneTimePassword, next: ownPassword });
    if (changed.status >= 300) throw new Error(`the password was refused: ${JSON.stringify(changed.body)}`);
    people.push(person);
  }
  return people;
}

export const signInDemo = (product: Product, name: string): Promise<ApiClient> =>
  ApiClient.signIn(product, `${name}@acme.test`, demoPassword);

/** A registered softphone without a browser. */
export interface Softphone {
  readonly connection: SipConnection;
  readonly agent: RegisteringAgent;
  /** `sip:bob@main.acme.deskline.internal` */
  readonly address: string;
  readonly user: string;
}

/** What a signed-in page asks for before it connects. */
export async function askRegistration(person: ApiClient): Promise<PhoneRegistration> {
  const { status, body } = await person.send('POST', '/api/phone/registration');
  if (status >= 300) throw new Error(`no registration: ${String(status)} ${JSON.stringify(body)}`);
  return phoneRegistrationSchema.parse(body);
}

/** Connects as the page does (cookie, Origin, subprotocol) and registers with the token. */
export async function openSoftphone(product: Product, person: ApiClient, localAddress?: string): Promise<Softphone> {
  const { token, address, path } = await askRegistration(person);
  const [user = '', domain = ''] = address.replace(/^sip:/, '').split('@');
  const connection = await connectWebSocket(`${product.url.replace(/^http/, 'ws')}${path}`, {
    headers: person.upgradeHeaders,
    localAddress,
  });
  const agent = new RegisteringAgent(connection, { user, domain, credentials: { kind: 'bearer', token } });
  const status = await agent.register();
  if (status !== 200) throw new Error(`${user} could not register: ${String(status)}`);
  return { connection, agent, address, user };
}
