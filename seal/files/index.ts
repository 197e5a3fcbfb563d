/** Files between the ends of a session. */
export { chunksOf, ChunkSeal } from './chunk-seal.ts';
export { FileReceiver } from './file-receiver.ts';
export { FileSender, type FileSource } from './file-sender.ts';
