import { parentPort } from 'node:worker_threads';
import { readOggRecording } from '../opus/ogg-recording.ts';
import type { AudioAnswers, AudioQuestion, AudioReply, AudioRequest } from './audio-messages.ts';
import { envelopeOf, g711FramesOf, opusFramesOf, speechBoundsOf } from './audio-work.ts';

/** Entry of the thread that decodes and encodes whole files, away from the main thread. */
function run(port: NonNullable<typeof parentPort>): void {
  port.on('message', ({ id, question, file }: AudioRequest) => {
    let reply: AudioReply;
    try {
      reply = { id, answer: answerOf(question, file) };
    } catch (error) {
      reply = { id, failure: error instanceof Error ? error.message : String(error) };
    }
    port.postMessage(reply, []);
  });
}

function answerOf(question: AudioQuestion, file: Uint8Array): AudioAnswers[AudioQuestion] {
  const recording = readOggRecording(file);
  switch (question) {
    case 'envelope':
      return envelopeOf(recording);
    case 'speech':
      return speechBoundsOf(recording);
    case 'opus':
      return opusFramesOf(recording);
    default:
      return g711FramesOf(recording, question);
  }
}

if (parentPort) run(parentPort);
