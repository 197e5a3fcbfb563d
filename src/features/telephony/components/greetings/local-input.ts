const two = (value: number): string => String(value).padStart(2, '0');

/** A moment as `<input type="datetime-local">` takes it: in the browser's time zone, to the minute. */
export function localInputOf(at: Date): string {
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Eight in the morning of the day after, in the browser's time zone. */
export function nextMorning(at: Date): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + 1, 8);
}
