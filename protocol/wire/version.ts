/** Raised when an older page could misunderstand the server or the other way round. */
export const protocolVersion = 1;
/** The oldest page that this server still understands. */
export const oldestSupportedVersion = 1;
