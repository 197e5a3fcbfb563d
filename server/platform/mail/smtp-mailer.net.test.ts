import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';
import { afterEach, expect, it } from 'vitest';
import { SmtpMailer } from './smtp-mailer.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A mail server on this machine that keeps what it gets. */
async function catcher(): Promise<{ readonly url: string; readonly caught: { to: readonly string[]; source: string }[] }> {
  const caught: { to: readonly string[]; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, callback) => callback(address.startsWith('nobody@') ? new Error('no such mailbox') : null),
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        caught.push({ to: session.envelope.rcptTo.map(({ address }) => address), source: Buffer.concat(chunks).toString() });
        callback();
      });
    },
  });
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  closers.push(() => server.close());
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new Error('the catcher has no port');
  return { url: `smtp://127.0.0.1:${String(address.port)}`, caught };
}

it('[VM35] hands mail to a real SMTP server, says when it was not taken, and lets nobody write headers', async () => {
  const { url, caught } = await catcher();
  const mailer = new SmtpMailer({ url, from: 'Deskline <phone@acme.test>' });
  closers.push(() => mailer.close());
  const content = Buffer.from('OggS');
  const attachments = [{ name: 'message.ogg', contentType: 'audio/ogg', content }];
  await mailer.send({ to: ['bob@acme.test'], subject: 'Nachricht von Jürgen\r\nBcc: eve@evil.test', text: 'Grüße', attachments });
  expect(caught).toHaveLength(1);
  expect(caught[0]?.to).toEqual(['bob@acme.test']);
  expect(caught[0]?.source).toMatch(/^From: Deskline <phone@acme.test>/mu);
  expect(caught[0]?.source).toMatch(/^Auto-Submitted: auto-generated/mu);
  expect(caught[0]?.source).not.toMatch(/^Bcc:/mu);
  expect(caught[0]?.source).toContain(content.toString('base64'));
  await expect(mailer.send({ to: ['nobody@acme.test'], subject: 'x', text: 'x' })).rejects.toThrow(/no such mailbox/u);
  await expect(
    new SmtpMailer({ url: 'smtp://127.0.0.1:9', from: 'a@b.test' }).send({ to: ['a@b.test'], subject: '', text: '' }),
  ).rejects.toThrow(/ECONNREFUSED/u);
});

it('[ID62] a mail that goes out twice has one Message-ID, another receiver’s has another', async () => {
  const { url, caught } = await catcher();
  const mailer = new SmtpMailer({ url, from: 'Deskline <phone@acme.test>' });
  closers.push(() => mailer.close());
  const mail = { subject: 'x', text: 'x', onceKey: 'call/1.1' };
  for (const to of ['bob@acme.test', 'bob@acme.test', 'carol@acme.test']) await mailer.send({ ...mail, to: [to] });
  const [first, again, other] = caught.map(({ source }) => /^Message-ID: (<[0-9a-f]{40}@acme\.test>)/imu.exec(source)?.[1]);
  expect(first).toBeDefined();
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});
