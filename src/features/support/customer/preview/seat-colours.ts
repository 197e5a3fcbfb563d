/** One per seat, in the order of coming; each readable on light and dark pictures by its outline. */
const colours = ['#0d9488', '#d946ef', '#f59e0b', '#2563eb', '#dc2626', '#16a34a', '#7c3aed', '#0891b2'] as const;

export function colourOf(seat: number): string {
  return colours[seat % colours.length] ?? colours[0];
}
