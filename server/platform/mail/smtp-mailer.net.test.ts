import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SmtpMailer } from './smtp-mailer.ts';

interface Caught {
  readonly to: readonly string[];
  readonly source: string;
}

const caught: Caught[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const parts: Buffer[] = [];
    stream.on('data', (part: Buffer) => parts.push(part));
    stream.on('end', () => {
      caught.push({ to: session.envelope.rcptTo.map(({ address }) => address), source: Buffer.concat(parts).toString() });
      done();
    });
  },
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  url = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

describe('mail', () => {
  it('[DP372] is handed to the mail server, to one address, as plain text', async () => {
    const mailer = new SmtpMailer({ url, from: 'Deskline <desk@acme.test>' });
    await mailer.send({ to: 'alice@acme.test', subject: 'A call', text: 'Somebody waits.' });
    mailer.close();
    mailer.close();
    expect(caught).toHaveLength(1);
    expect(caught[0]?.to).toEqual(['alice@acme.test']);
    expect(caught[0]?.source).toMatch(/^From: Deskline <desk@acme\.test>\r?$/mu);
    expect(caught[0]?.source).toMatch(/^Subject: A call\r?$/mu);
    expect(caught[0]?.source).toContain('Somebody waits.');
  });

  it('[DP372] a text makes no further header and no further recipient', async () => {
    const mailer = new SmtpMailer({ url, from: 'desk@acme.test' });
    await mailer.send({ to: 'bob@acme.test', subject: 'Hello\r\nBcc: eve@evil.test', text: 'x' });
    mailer.close();
    expect(caught.at(-1)?.to).toEqual(['bob@acme.test']);
    expect(caught.at(-1)?.source).not.toMatch(/^Bcc:/mu);
  });

  it('[DP372] a server that is not there is an error of the one who sends', async () => {
    const mailer = new SmtpMailer({ url: 'smtp://127.0.0.1:1', from: 'desk@acme.test' });
    await expect(mailer.send({ to: 'bob@acme.test', subject: 'x', text: 'x' })).rejects.toThrow('ECONNREFUSED');
    mailer.close();
  });
});
