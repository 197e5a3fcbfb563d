import { expect, test } from 'vitest';
import { assertedIdentity } from './caller-identity.ts';
import { dialledBy } from './dialled.ts';

const person = {
  tenantId: 't',
  userId: 'u',
  displayName: 'unused',
  loginName: 'eve',
  isDisabled: false,
  pbxId: 'p',
  extensions: [],
  address: 'sip:eve@main.acme.example',
};

test('[CA01] a name cannot break out of the header that shows it', () => {
  const evil = { userId: 'u', displayName: 'Eve" <sip:boss@x>\r\nX-Evil: 1\\', number: 'e@v;e' };
  expect(assertedIdentity(evil, person)).toBe('"Eve\\" <sip:boss@x>X-Evil: 1\\\\" <sip:e%40v%3Be@main.acme.example>');
});

test.for([
  [{ scheme: 'sip', user: '101', host: 'main.acme.example' }, '101'],
  [{ scheme: 'sip', user: '101', host: 'main.globex.example' }, undefined],
  [{ scheme: 'sip', user: '101', host: 'evil.example' }, undefined],
  [{ scheme: 'sip', user: '101', host: '[::1]' }, '101'],
  [{ scheme: 'sip', host: 'main.acme.example' }, undefined],
  [{ scheme: 'sip', user: '1'.repeat(300), host: 'main.acme.example' }, undefined],
  [{ scheme: 'sip', user: '10\u00001', host: 'main.acme.example' }, undefined],
  [{ scheme: 'tel', host: '', opaque: '101;phone-context=acme' }, '101'],
  [{ scheme: 'http', host: '', opaque: '//main.acme.example' }, undefined],
] as const)('[CA02] [CA03] %j dials %s', ([uri, dialled]) => {
  expect(dialledBy({ parameters: new Map(), ...uri }, 'main.acme.example')).toBe(dialled);
});
