const pageBytes = 8_192;
/** The header of a page of PostgreSQL's write-ahead log (access/xlog_internal.h, XLogPageHeaderData), padded, and the first one's of a file. */
const headerBytes = { short: 24, long: 40 };
/** XLP_LONG_HEADER in `xlp_info`. */
const longHeader = 2;

/** A segment of the write-ahead log without what stands at the top of its pages: a record that does not fit on one goes on behind the next one's header. */
export function withoutPageHeaders(segment: Buffer): Buffer {
  const pages: Buffer[] = [];
  for (let at = 0; at + pageBytes <= segment.length; at += pageBytes) {
    const isLong = (segment.readUInt16LE(at + 2) & longHeader) !== 0;
    pages.push(segment.subarray(at + (isLong ? headerBytes.long : headerBytes.short), at + pageBytes));
  }
  return Buffer.concat(pages);
}
