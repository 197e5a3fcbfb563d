const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A session that nobody comes to ends after a day. */
export const waitingEndsMs = 24 * hourMs;
/** A session that everybody left ends after this. */
export const emptyEndsMs = 15 * minuteMs;
/** So long the ciphertext of a session stays after its end, for the page that shows what the server sees. */
export const logKeptMs = 24 * hourMs;
/** So long after the end a customer may still say how content they were, once. */
export const ratingKeptOpenMs = 6 * hourMs;
/** Ended invites are remembered for this long, so that whoever comes late is told why. */
export const inviteKeptMs = 24 * hourMs;
