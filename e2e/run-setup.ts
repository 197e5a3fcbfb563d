import { makeRunFolder } from './fixtures/run-folder.ts';

/** Before the first flow of a run; what it gives comes after the last one. */
export default function setUp(): () => void {
  return makeRunFolder();
}
