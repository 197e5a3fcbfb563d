/** A place in pixels. */
export type At = readonly [x: number, y: number];

/** Of a cubic curve that is a quarter of a circle: how far its handles reach, in radii. */
const quarter = 0.5523;

/** The four corners in turn of what was drawn from corner to corner: of the picture, or of anything else with two axes. */
export function cornersOf(points: readonly At[]): readonly [At, At, At, At] {
  const [first = [0, 0], second, third, fourth] = points;
  if (second && third && fourth) return [first, second, third, fourth];
  const last = points.at(-1) ?? first;
  return [first, [last[0], first[1]], last, [first[0], last[1]]];
}

/** The ellipse that touches the middles of the four sides, as a path of SVG; slantwise where they are. */
export function ellipsePath(points: readonly At[]): string {
  const [one, two, three, four] = cornersOf(points);
  const at = (u: number, v: number): string =>
    [0, 1]
      .map((axis) => {
        const [a = 0, b = 0, c = 0, d = 0] = [one[axis], two[axis], three[axis], four[axis]];
        return (a + c) / 2 + (u * (b - a)) / 2 + (v * (d - a)) / 2;
      })
      .join(' ');
  const bend = (...places: readonly (readonly [number, number])[]): string => `C${places.map(([u, v]) => at(u, v)).join(' ')}`;
  return [
    `M${at(1, 0)}`,
    bend([1, quarter], [quarter, 1], [0, 1]),
    bend([-quarter, 1], [-1, quarter], [-1, 0]),
    bend([-1, -quarter], [-quarter, -1], [0, -1]),
    bend([quarter, -1], [1, -quarter], [1, 0]),
    'Z',
  ].join('');
}

/** A line with a head of two strokes at its end. */
export function arrowPath([x1, y1]: At, [x2, y2]: At, head: number): string {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const side = (turn: number): string =>
    `M${String(x2)} ${String(y2)}L${String(x2 - head * Math.cos(angle + turn))} ${String(y2 - head * Math.sin(angle + turn))}`;
  return `M${String(x1)} ${String(y1)}L${String(x2)} ${String(y2)}${side(0.5)}${side(-0.5)}`;
}

/** Where the words of a step stand beside its disc: never on its arrow. */
export function wordsBeside([x, y]: At, tip: At | undefined, stroke: number): { readonly at: At; readonly isLeft: boolean } {
  const isLeft = tip !== undefined && tip[0] > x;
  return { at: [x + stroke * (isLeft ? -7 : 7), y + stroke * 2], isLeft };
}
