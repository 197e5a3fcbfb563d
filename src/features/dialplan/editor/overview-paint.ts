import type { MarksView } from '../state/canvas-marks.ts';
import type { Change } from '../state/drawn-diff.ts';
import type { FindingsView } from '../state/findings-store.ts';
import { lineBend } from '../state/geometry.ts';
import { boxOf, drawingOf, lineOf, type DrawnBox, type DrawnLine } from '../state/overview-drawing.ts';
import { partsOf } from '../state/plan-parts.ts';
import type { Viewport } from '../state/start-viewport.ts';
import type { PlanNode } from '../../../../protocol/dialplan/nodes/index.ts';
import type { Plan } from '../../../../protocol/dialplan/plan.ts';

/** What the picture of a plan shows. */
export interface Picture {
  readonly plan: Plan;
  readonly marks: MarksView;
  readonly findings: FindingsView['byNode'];
  /** Left out with their lines: they are in somebody's hand. */
  readonly held: ReadonlySet<string>;
  readonly titleOf: (node: PlanNode) => string;
}

/** A window on the canvas: its size in pixels of the page, and how many of the screen make one of these. */
export interface PictureFrame {
  readonly viewport: Viewport;
  readonly width: number;
  readonly height: number;
  readonly density: number;
}

/** Below this zoom a title would be a grey line. */
const titleZoom = 0.3;
const titlePx = 20;
const titleChars = 18;
const dot = 22;

/** Reads a colour token of the page, e.g. `n8`. */
type Colors = (token: string) => string;

const fills: Readonly<Record<DrawnBox['tone'], string>> = {
  ring: 'accent-soft',
  ask: 'violet-soft',
  say: 'amber-soft',
  decide: 'green-soft',
  flow: 'n4',
  entry: 'raised',
  note: 'amber-soft',
};

const changeColors: Readonly<Record<Change, string>> = { added: 'green', removed: 'red', changed: 'amber', moved: 'n9' };

/** Draws a plan seen from afar: lines, cards, and what is marked on them. Thousands of parts in a few milliseconds. */
export function paintOverview(context: CanvasRenderingContext2D, picture: Picture, frame: PictureFrame): void {
  const { viewport, density } = frame;
  const style = getComputedStyle(context.canvas);
  const colors: Colors = (token) => style.getPropertyValue(`--color-${token}`);
  context.reset();
  context.scale(density, density);
  context.translate(viewport.x, viewport.y);
  context.scale(viewport.zoom, viewport.zoom);
  context.font = `600 ${String(titlePx)}px ${style.fontFamily}`;
  context.textBaseline = 'middle';
  const sight = sightOf(frame);
  const { boxes, lines } = drawingOf(picture.plan);
  paintLines(context, picture, { lines, sight, colors, zoom: viewport.zoom });
  const seen = boxes.filter((box) => !picture.held.has(box.id) && isSeen(box, sight));
  paintBoxes(context, picture, { boxes: seen, colors, zoom: viewport.zoom });
  paintGhosts(context, picture, colors);
}

interface Sight {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function sightOf({ viewport: { x, y, zoom }, width, height }: PictureFrame): Sight {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

function isSeen({ x, y, width, height }: DrawnBox, { left, top, right, bottom }: Sight): boolean {
  return x <= right && y <= bottom && x + width >= left && y + height >= top;
}

interface LineWork {
  readonly lines: readonly DrawnLine[];
  readonly sight: Sight;
  readonly colors: Colors;
  readonly zoom: number;
}

/** All lines of one look are one path. */
function paintLines(context: CanvasRenderingContext2D, { marks: { path, diff }, held }: Picture, work: LineWork): void {
  const [plain, taken, added] = [new Path2D(), new Path2D(), new Path2D()];
  for (const line of work.lines) {
    if (held.has(line.from) || held.has(line.to) || !mayBeSeen(line, work.sight)) continue;
    const isTaken = path?.edges.has(line.id) === true;
    trace(isTaken ? taken : diff?.edges.get(line.id) === 'added' ? added : plain, line);
  }
  const thin = Math.max(1.75, 0.8 / work.zoom);
  context.globalAlpha = path === undefined ? 1 : 0.4;
  context.lineWidth = thin;
  context.strokeStyle = work.colors('n8');
  context.stroke(plain);
  context.globalAlpha = 1;
  context.lineWidth = thin * 1.8;
  context.strokeStyle = work.colors('green');
  context.stroke(added);
  context.strokeStyle = work.colors('accent');
  context.stroke(taken);
}

function mayBeSeen({ x1, y1, x2, y2 }: DrawnLine, { left, top, right, bottom }: Sight): boolean {
  const swing = x2 < x1 ? swingOf(x1 - x2) : 0;
  return Math.min(x1, x2) - swing <= right && Math.max(x1, x2) + swing >= left && Math.min(y1, y2) <= bottom && Math.max(y1, y2) >= top;
}

/** How far a line that leads back swings out, as React Flow draws it. */
function swingOf(back: number): number {
  return lineBend * 25 * Math.sqrt(back);
}

function trace(path: Path2D, { x1, y1, x2, y2 }: DrawnLine): void {
  const away = x2 >= x1 ? (x2 - x1) / 2 : swingOf(x1 - x2);
  path.moveTo(x1, y1);
  path.bezierCurveTo(x1 + away, y1, x2 - away, y2, x2, y2);
}

interface BoxWork {
  readonly boxes: readonly DrawnBox[];
  readonly colors: Colors;
  readonly zoom: number;
}

function paintBoxes(context: CanvasRenderingContext2D, picture: Picture, { boxes, colors, zoom }: BoxWork): void {
  const { path, diff, live } = picture.marks;
  for (const [look, some] of Map.groupBy(boxes, ({ id, tone }) => `${path?.visits.has(id) === true ? 'accent' : ''} ${tone}`)) {
    const isVisited = look.startsWith('accent');
    context.globalAlpha = path === undefined || isVisited ? 1 : 0.6;
    context.fillStyle = colors(isVisited ? 'accent-soft' : fills[some[0]?.tone ?? 'flow']);
    context.strokeStyle = colors(isVisited ? 'accent' : 'n8');
    context.lineWidth = Math.max(isVisited ? 4 : 1, (isVisited ? 2 : 1) / zoom);
    context.beginPath();
    for (const { x, y, width, height } of some) context.rect(x, y, width, height);
    context.fill();
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const box of boxes) {
    const change = diff?.changes.get(box.id);
    if (change !== undefined) paintChange(context, box, colors(changeColors[change]));
    const worst = picture.findings.get(box.id)?.[0]?.severity;
    if (worst !== undefined) paintDot(context, box, { color: colors(worst === 'error' ? 'red' : 'amber'), place: 0 });
    if ((live.get(box.id) ?? 0) > 0) paintDot(context, box, { color: colors('green'), place: 1 });
    if (zoom >= titleZoom && box.node !== undefined) paintTitle(context, box, picture.titleOf(box.node), colors('n12'));
  }
}

function paintChange(context: CanvasRenderingContext2D, { x, y, width, height }: DrawnBox, color: string): void {
  context.strokeStyle = color;
  context.lineWidth = 12;
  context.strokeRect(x, y, width, height);
}

function paintDot(context: CanvasRenderingContext2D, { x, y, width }: DrawnBox, { color, place }: { color: string; place: number }): void {
  context.fillStyle = color;
  context.beginPath();
  context.arc(x + width - place * 3 * dot, y, dot, 0, 2 * Math.PI);
  context.fill();
}

function paintTitle(context: CanvasRenderingContext2D, { x, y, height }: DrawnBox, title: string, color: string): void {
  context.fillStyle = color;
  context.fillText(title.length > titleChars ? `${title.slice(0, titleChars)}…` : title, x + 12, y + height / 2);
}

/** What the draft no longer has. */
function paintGhosts(context: CanvasRenderingContext2D, { plan, marks: { diff } }: Picture, colors: Colors): void {
  if (diff === undefined) return;
  const { parts } = partsOf(plan);
  const ghosts = new Map(diff.ghosts.map((part) => [part.id, part]));
  const outline = new Path2D();
  for (const edge of diff.ghostEdges) for (const line of lineOf(edge, (id) => parts.get(id) ?? ghosts.get(id))) trace(outline, line);
  context.strokeStyle = colors('red');
  context.lineWidth = 6;
  context.setLineDash([24, 16]);
  context.stroke(outline);
  for (const { x, y, width, height } of diff.ghosts.map(boxOf)) {
    context.fillStyle = colors('red-soft');
    context.fillRect(x, y, width, height);
    context.strokeRect(x, y, width, height);
  }
}
