/**
 * `npm run receipt:verify -- FILE --tenant-root FINGERPRINT`: checks the receipt of a support session, or of its deletion. The fingerprint is the one that the
 * tenant's page of keys shows; without it only the receipt itself is checked, not whose the experts are. Exit code 0 when everything fits,
 * 1 when something is wrong, 2 when it could not be read, 3 when nothing is wrong but not all of it, or nothing at all, is signed by both sides.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildHash } from '../build/build-hash.ts';
import { tellStory } from './tell-story.ts';
import { verifyDeletion } from './verify-deletion.ts';
import { storyOf, verifyReceipt, type ReceiptProblem, type ReceiptVerdict } from '../../seal/receipts/index.ts';

const sentences: Record<ReceiptProblem, string> = {
  unreadable: 'this is no receipt',
  chain: 'it does not follow from the entry before: something was changed, left out or moved',
  order: 'its number is not higher than the one before',
  signature: 'its sender did not sign this',
  event: 'it is nothing that is said in a session',
  session: 'it was said in another session',
  repeated: 'it was said once and is listed again',
  head: 'a head was signed that is not the one of this chain',
  certificate: 'the certificate is not signed by its root',
  'foreign-root': 'the certificate is of another tenant',
  uncertified: 'the tenant does not certify this expert',
};

/** So many are listed one by one. */
const maxListed = 20;

function describe(verdict: ReceiptVerdict): string[] {
  const { problems, entries, bothUpTo, oneSidedUpTo, isEnded, isFromStart, people } = verdict;
  return [
    ...people.map(({ name, role, isCertified, vouchedBy }) => {
      const by = vouchedBy === null ? '' : `, vouched for by ${vouchedBy}`;
      return `${role} ${name}${by}${role === 'expert' && isCertified ? ', certified by the tenant' : ''}`;
    }),
    `${String(entries)} entries${isFromStart ? '' : ', beginning when its writer came'}${isEnded ? '' : ', without an end'}`,
    `signed by both sides up to number ${String(bothUpTo)}, one-sided up to number ${String(oneSidedUpTo)}`,
    ...coverage(verdict),
    ...problems.map(({ number, why, who }) => {
      const what = number === null ? (who ?? 'file') : `entry ${String(number)}`;
      return `WRONG: ${what}: ${sentences[why]}`;
    }),
    conclusion(verdict),
  ];
}

/** How many of the entries both sides signed, and which they did not. */
function coverage(verdict: ReceiptVerdict): string[] {
  const { said, entries, notByBoth } = verdict;
  const heads = `${String(entries - said)} heads, which are these signatures, not counted`;
  const covered = said - notByBoth.length;
  if (isWhole(verdict)) return [`both sides signed all ${String(said)} entries (${heads})`];
  return [
    `both sides signed ${covered === 0 ? 'NONE' : String(covered)} of the ${String(said)} entries (${heads})`,
    ...notByBoth.slice(0, maxListed).map(({ number, type, name }) => `not signed by both: entry ${String(number)}, ${type} of ${name}`),
    ...(notByBoth.length > maxListed ? [`not signed by both: ${String(notByBoth.length - maxListed)} more after it`] : []),
  ];
}

/** Whether both sides signed all of it; without a head of both there is nothing that they signed, and a file without entries is nothing. */
function isWhole({ bothUpTo, notByBoth }: ReceiptVerdict): boolean {
  return bothUpTo > 0 && notByBoth.length === 0;
}

function conclusion(verdict: ReceiptVerdict): string {
  const { problems, said, notByBoth, isEnded } = verdict;
  if (problems.length > 0) return `BROKEN: ${String(problems.length)} problems`;
  if (notByBoth.length > 0)
    return (
      `NOTHING WRONG, BUT ${String(notByBoth.length)} OF ${String(said)} ENTRIES ARE NOT SIGNED BY BOTH SIDES: each is signed by who said it, ` +
      'but that none was left out among them is one page’s word. Times are the parties’ own.'
    );
  if (!isWhole(verdict))
    return 'NOTHING WRONG, BUT NOTHING IS SIGNED BY BOTH SIDES: it says nothing of a session. That nothing was left out is one page’s word.';
  return `OK${isEnded ? '' : ', as far as it goes: there is no end'}. Times are the parties’ own.`;
}

function codeOf(verdict: ReceiptVerdict): number {
  if (verdict.problems.length > 0) return 1;
  return isWhole(verdict) ? 0 : 3;
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { 'tenant-root': { type: 'string' } } });
  const [file] = positionals;
  if (file === undefined) {
    process.stderr.write('Say which file: npm run receipt:verify -- FILE --tenant-root FINGERPRINT\n');
    return 2;
  }
  const tenantRoot = values['tenant-root'];
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    process.stderr.write(`${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}\n`);
    return 2;
  }
  const deletion = verifyDeletion(value);
  if (deletion) {
    process.stdout.write(`${deletion.lines.join('\n')}\n`);
    return deletion.isRight ? 0 : 1;
  }
  const verdict = await verifyReceipt(value, tenantRoot === undefined ? {} : { tenantRoot });
  const story = storyOf(value);
  const told = story ? tellStory(story, () => buildHash(fileURLToPath(new URL('../..', import.meta.url)))) : [];
  process.stdout.write(`${[...told, ...describe(verdict)].join('\n')}\n`);
  return codeOf(verdict);
}

process.exitCode = await main();
