const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** `5 min. ago`, `this minute`, in the language; hours from the first on. A moment that lies ahead (a clock that is wrong) is none ago. */
export function agoText(language: string, ms: number): string {
  const ago = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'auto' });
  const past = Math.max(0, ms);
  return past < hourMs ? ago.format(-Math.floor(past / minuteMs), 'minute') : ago.format(-Math.floor(past / hourMs), 'hour');
}
