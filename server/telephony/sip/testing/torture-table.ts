/**
 * What happens to a message of RFC 4475: statuses of the answers in order (without 100), and `closed` when the connection
 * is closed behind them. Empty: nothing is answered.
 */
export type Outcome = string;

export interface Expectation {
  readonly name: string;
  /** Section of RFC 4475 and what it asks for. */
  readonly section: string;
  readonly says: string;
  /** From the whole stack, to strangers. 401 stands where the RFC's answer comes behind authentication. */
  readonly udp: Outcome;
  readonly tcp: Outcome;
  readonly ws: Outcome;
  /** From a user agent that knows the sender, over UDP. */
  readonly known: Outcome;
}

type Row = readonly [
  name: string,
  section: string,
  says: string,
  outcomes: Outcome | readonly [udp: Outcome, tcp: Outcome, ws: Outcome],
  known?: Outcome,
];

/** One outcome where the transports agree; `known` where it differs from UDP's. */
const rows: readonly Row[] = [
  ['wsinv', '3.1.1.1', 'well formed; its To tag belongs to no dialog of ours', '481', '404'],
  ['intmeth', '3.1.1.2', 'well formed, with a method that nobody knows', '501'],
  ['esc01', '3.1.1.3', 'well formed: "The request is syntactically valid"', '401', '404'],
  ['escnull', '3.1.1.4', 'well formed: escaped nulls must not cut the user parts', '401', '200'],
  ['esc02', '3.1.1.5', '"An endpoint would reject this message with a 501."', '501'],
  ['lwsdisp', '3.1.1.6', 'well formed: no LWS between display name and "<"', '200'],
  ['longreq', '3.1.1.7', 'well formed: long values', '401', '404'],
  [
    'dblreq',
    '3.1.1.8',
    'UDP: the extra octets "are just spurious noise that must be ignored"; a stream has two messages and a rest',
    ['401', '401 401 closed', '401'],
    '200',
  ],
  ['semiuri', '3.1.1.9', 'well formed: semicolons in the user part', '200'],
  ['transports', '3.1.1.10', 'well formed: unknown transports in Via', '200'],
  ['mpart01', '3.1.1.11', '"Parsers must accept this message as well formed"; we serve no MESSAGE', '405', '200'],
  ['unreason', '3.1.1.12', 'well formed response, but not to a request of ours', ''],
  ['noreason', '3.1.1.13', 'well formed response, but not to a request of ours', ''],
  ['badinv01', '3.1.2.1', '"An element receiving this request should respond with a 400 Bad Request error."', ['400', '400', '400']],
  [
    'clerr',
    '3.1.2.2',
    'UDP: "should respond with a 400"; a stream waits for the rest, which sip.md limits to 10 s',
    ['400', '408 closed', '400'],
  ],
  ['ncl', '3.1.2.3', '"should respond with an error"; on a stream the framing is lost', ['400', '400 closed', '400']],
  ['scalar02', '3.1.2.4', '"should respond with a 400 Bad Request due to the CSeq error"', '400'],
  ['scalarlg', '3.1.2.5', 'a malformed response is discarded', ''],
  ['quotbal', '3.1.2.6', '"An element receiving this request should return a 400 Bad Request error."', '400'],
  ['ltgtruri', '3.1.2.7', '"It is reasonable always to reject a request with this error with a 400 Bad Request."', '400'],
  ['lwsruri', '3.1.2.8', '"An element receiving this request should respond with a 400 Bad Request."', '400'],
  ['lwsstart', '3.1.2.9', '"It is acceptable to reject this request as malformed."', '400'],
  ['trws', '3.1.2.10', '"It is acceptable to reject this request as malformed."', '400'],
  ['escruri', '3.1.2.11', '"It is acceptable for an element to reject this request with a 400 Bad Request."', '400'],
  [
    'baddate',
    '3.1.2.12',
    'an element "could ignore this value altogether if it wasn\'t going to use the Date header field anyway"',
    '401',
    '404',
  ],
  ['regbadct', '3.1.2.13', '"It is reasonable for an element receiving this request to respond with a 400 Bad Request."', '400'],
  ['badaspec', '3.1.2.14', '"It is reasonable to reject this request with a 400 Bad Request response."', '400'],
  [
    'baddn',
    '3.1.2.15',
    '"It is reasonable always to reject this kind of error with a 400"; the vector has no empty line, so a stream waits',
    ['400', '408 closed', '400'],
  ],
  ['badvers', '3.1.2.16', '"The element should respond to the request with a 505 Version Not Supported error."', '505'],
  ['mismatch01', '3.1.2.17', '"Any element receiving this request will respond with a 400 Bad Request."', '400'],
  ['mismatch02', '3.1.2.18', '"should respond with a 501 Not Implemented. A 400 Bad Request is also acceptable"', '501'],
  ['bigcode', '3.1.2.19', '"An element receiving this response should simply drop it."', ''],
  ['badbranch', '3.2.1', 'the element may "fall back to the RFC 2543-style transaction identifier"', '200'],
  ['insuf', '3.3.1', '"Ideally, it will respond with a 400 Bad Request error."', '400'],
  ['unkscm', '3.3.2', '"An element receiving this request will reject it with a 416 Unsupported URI Scheme response."', '416'],
  ['novelsc', '3.3.3', '"it is appropriate to treat it as unknown and return a 416"', '416'],
  ['unksm2', '3.3.4', '"A registrar would reject this request with a 400 Bad Request response"', '401', '400'],
  ['bext01', '3.3.5', '"Any element receiving this request will respond with a 420 Bad Extension response"', '420'],
  ['invut', '3.3.6', '"An endpoint receiving this request would reject it with a 415 Unsupported Media Type error."', '401', '415'],
  ['regaut01', '3.3.7', 'the registrar "will reject this request with a 401, issuing a new challenge with a scheme it understands"', '401'],
  ['multi01', '3.3.8', '"An element receiving this request would respond with a 400 Bad Request error."', '400'],
  [
    'mcl01',
    '3.3.9',
    'UDP: an error; TCP: "the framing error is not recoverable, and the connection should be closed"',
    ['400', '400 closed', '400'],
  ],
  ['bcast', '3.3.10', '"An endpoint receiving this message should simply discard it."', ''],
  ['zeromf', '3.3.11', '"An endpoint should process the request as if the Max-Forwards field value were still positive."', '200'],
  ['cparam01', '3.3.12', 'the parameter belongs to Contact; the REGISTER succeeds', '401', '200'],
  ['cparam02', '3.3.13', 'the parameter belongs to the URI; the REGISTER succeeds', '401', '200'],
  ['regescrt', '3.3.14', '"The register should succeed"', '401', '200'],
  ['sdp01', '3.3.15', '"could respond with a 406 Not Acceptable"', '401', '406'],
  [
    'inv2543',
    '3.4.1',
    '"should be accepted by RFC 3261 elements that want to maintain backwards compatibility"; without Content-Length no stream can',
    ['401', '400 closed', '401'],
    '404',
  ],
];

export const tortureTable: readonly Expectation[] = rows.map(([name, section, says, outcomes, known]) => {
  const [udp, tcp, ws] = typeof outcomes === 'string' ? [outcomes, outcomes, outcomes] : outcomes;
  return { name, section, says, udp, tcp, ws, known: known ?? udp };
});
