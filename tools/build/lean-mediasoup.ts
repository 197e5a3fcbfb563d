import { readFile } from 'node:fs/promises';

/** For browsers that cannot seal frames (Chromium before 111, React Native), for its own tests, and for data channels, of which there are none. */
const UNUSED_FILES = /^[.]\/(handlers\/(Chrome74|ReactNative106|FakeHandler)|test\/fakeParameters|Data(Producer|Consumer))$/;
/** Asked for by name where the browser is one of them (`src/platform/sfu/this-device.ts`), and not by what every browser loads. */
const FETCHED_LATER = /^[.]\/handlers\/(Firefox120|Safari12)$/;
/** It compares profiles of H.264 with it, which no room of ours offers (SE70). */
const UNUSED_CODEC = 'h264-profile-level-id';

/** Methods of its classes that no page of ours calls: data channels, and settings that stay as they were made. */
export const unusedMethods: readonly string[] = `
  produceData consumeData handleDataProducer handleDataConsumer sendDataChannel receiveDataChannel
  sendSctpAssociation receiveSctpAssociation setMaxSpatialLayer setRtpEncodingParameters updateIceServers canProduce
  factory
`
  .trim()
  .split(/\s+/);
/** And functions of its modules. */
export const unusedFunctions: readonly string[] = ['validateAndNormalizeSctpStreamParameters', 'detectDeviceAsync'];
const UNUSED_FUNCTIONS = new RegExp(
  `^(?:exports\\.(?:${unusedFunctions.join('|')}) = \\w+;|(?:async )?function (?:${unusedFunctions.join('|')})\\(.*\\) \\{\\n[\\s\\S]*?^\\})\\n`,
  'gm',
);
const UNUSED = new RegExp(`^ {4}(?:static )?(?:async )?(?:${unusedMethods.join('|')})\\(.*\\) \\{\\n[\\s\\S]*?^ {4}\\}\\n`, 'gm');
/** What the compiler put into each file, so that a module without a default has one: none of these is asked for it. */
const IMPORT_STAR = /^var __createBinding = [\s\S]*?^\}\)\(\);\n/m;
/** Its log is silent here (lean-vendors.ts): so is the maker of logs. */
const LOGGER = /\/(?:mediasoup-client|awaitqueue)\/lib\/Logger\.js$/;
const SILENT_LOGGER = 'exports.Logger = class { debug() {} warn() {} error() {} };';

const OWN_FILES = /\/mediasoup-client\/lib\/.+\.js$/;

/** Whether the browser build has nothing in the place of what mediasoup-client asks for. */
export function isUnused(source: string, importer: string | undefined): boolean {
  return (
    source === UNUSED_CODEC ||
    ([UNUSED_FILES, FETCHED_LATER].some((files) => files.test(source)) && importer?.includes('/mediasoup-client/') === true)
  );
}

/** mediasoup-client's classes without what no page of ours calls. */
export function leanClasses(code: string): string {
  return code.replace(IMPORT_STAR, 'var __importStar = (module) => module;\n').replace(UNUSED, '').replace(UNUSED_FUNCTIONS, '');
}

/** What the browser build takes in the place of a file of mediasoup-client; null: the file. */
export async function leanMediasoup(id: string): Promise<string | null> {
  if (LOGGER.test(id)) return SILENT_LOGGER;
  return OWN_FILES.test(id) ? leanClasses(await readFile(id, 'utf8')) : null;
}
