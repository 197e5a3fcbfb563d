/** What the two commands say while they set things up: one line a step, with the time it took when it was long. */

const startedAt = Date.now();

/** Says one line of progress. */
export function say(text) {
  process.stdout.write(`deskline: ${text}\n`);
}

/** Runs `work` under a heading; says how long it took when that was more than two seconds. */
export async function step(title, work) {
  const before = Date.now();
  say(`${title} …`);
  const result = await work();
  const seconds = (Date.now() - before) / 1000;
  if (seconds > 2) say(`${title}: done in ${seconds.toFixed(0)} s`);
  return result;
}

/** Ends the command with one sentence that says what is wrong and what to do. */
export function stop(sentence) {
  process.stderr.write(`deskline: ${sentence}\n`);
  process.exit(1);
}

/** Seconds since the command began. */
export function elapsedSeconds() {
  return (Date.now() - startedAt) / 1000;
}
