import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { compileFunction } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { mutate } from '../../server/telephony/sip/testing/mutations.ts';
import { seededRandom } from '../../server/telephony/sip/testing/random.ts';
import { vector, vectorNames } from '../../server/telephony/sip/testing/vectors.ts';
import { leanGrammar, startRules } from './lean-grammar.ts';

interface Grammar {
  /** -1 when the text does not fit. */
  parse(text: string, rule: string): unknown;
}

const file = createRequire(import.meta.url).resolve('jssip/lib/Grammar.js');
const library = path.dirname(file);
const code = readFileSync(file, 'utf8');

function load(text: string): Grammar {
  const module: { exports: Grammar } = { exports: { parse: () => undefined } };
  compileFunction(text, ['require', 'module'])(createRequire(file), module);
  return module.exports;
}

const whole = load(code);
const lean = load(leanGrammar(code));

function answer(grammar: Grammar, text: string, rule: string): unknown {
  try {
    return grammar.parse(text, rule);
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}

const own = [
  'SIP/2.0 200 OK',
  'SIP/2.0 486 Busy Here',
  'INVITE sip:k3x@f8.invalid;transport=ws SIP/2.0',
  'Via: SIP/2.0/WSS pbx.example;branch=z9hG4bK1-2;rport=5061;received=192.0.2.1;ttl=7;maddr=h.example',
  'From: "Alice \\"Al\\" Müller \\\\ 😀" <sip:alice@main.acme.example>;tag=a1',
  'To: <sip:bob@main.acme.example>',
  'Contact: "Deskline" <sip:deskline@pbx.example;transport=ws>;q=0.7;expires=300;+sip.ice',
  'Record-Route: <sip:edge.example;lr>, <sips:[2001:db8::1]:5061;lr>',
  'WWW-Authenticate: Digest realm="main.acme.example", nonce="n/+==", qop="auth,auth-int", algorithm=MD5, stale=true, opaque="x"',
  'Session-Expires: 1800;refresher=uas',
  'Refer-To: <sip:carol@main.acme.example?Replaces=c1%3Bto-tag%3Da>',
  'Replaces: c1@deskline;to-tag=b1;from-tag=a1;early-only',
  'Event: refer;id=93809824',
  'Subscription-State: terminated;reason=noresource;expires=0',
  'Content-Type: multipart/mixed;boundary="x y"',
  'wss://desk.example:8443/sip?token=a',
  'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
];

/** Every line, whole and without a header's name. */
function textsOf(message: string): readonly string[] {
  return message.split('\r\n').flatMap((line) => [line, line.slice(line.indexOf(':') + 1).trim()]);
}

function differences(texts: readonly string[], rules: readonly string[] = startRules): readonly string[] {
  return texts.flatMap((text) =>
    rules.filter((rule) => !isDeepStrictEqual(answer(whole, text, rule), answer(lean, text, rule))).map((rule) => `${rule}: ${text}`),
  );
}

describe('JsSIP’s grammar in the browser build', () => {
  it('begins with every rule that JsSIP begins with', () => {
    const sources = readdirSync(library, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.js') && name !== 'Grammar.js',
    );
    const texts = sources.map((name) => readFileSync(path.join(library, name), 'utf8'));
    const named = texts.flatMap((text) => [...text.matchAll(/Grammar\.parse\([^'\n]*, '(\w{2,})'\)/g)].map((match) => match[1] ?? ''));
    const headers = texts.flatMap((text) => [...text.matchAll(/parseHeader\('([\w-]+)'/g)].map((match) => match[1] ?? ''));
    const known = new Set(startRules.map((rule) => rule.toLowerCase()));
    expect(named.length).toBeGreaterThan(10);
    expect(headers.length).toBeGreaterThan(20);
    expect([...named, ...headers].map((name) => name.replaceAll('-', '_').toLowerCase()).filter((rule) => !known.has(rule))).toEqual([]);
  });

  it('answers to lines of ours and to RFC 4475’s messages what the whole grammar answers', () => {
    const texts = [...own, ...vectorNames().map((name) => vector(name).toString('latin1'))].flatMap(textsOf);
    expect(texts.filter((text) => startRules.some((rule) => answer(lean, text, rule) !== -1)).length).toBeGreaterThan(300);
    expect(differences(texts)).toEqual([]);
  });

  it('answers the same to thousands of spoilt lines', () => {
    const random = seededRandom(20_261_129);
    const lines = [...own, ...vectorNames().map((name) => vector(name).toString('utf8'))]
      .flatMap(textsOf)
      .filter((line) => line.length < 200);
    const spoilt = Array.from({ length: 2_000 }, (_, i) => mutate(Buffer.from(lines[i % lines.length] || 'x'), random).toString('utf8'));
    expect(differences(spoilt.map((text) => text.slice(0, 400)))).toEqual([]);
  });

  it('a changed answer is seen: without a sign in one rule lines differ', () => {
    const spoilt = load(
      leanGrammar(code).replace('takeText("SIP")', 'takeText("SAP")').replace('takeAnyCase("sip")', 'takeAnyCase("sap")'),
    );
    expect(own.some((text) => !isDeepStrictEqual(answer(whole, text, 'Request_Response'), answer(spoilt, text, 'Request_Response')))).toBe(
      true,
    );
  });

  it('a grammar that looks different stops the build', () => {
    expect(() => leanGrammar(code.replaceAll('reportFailures === 0', 'isReporting'))).toThrow(/no .* any more/);
  });
});
