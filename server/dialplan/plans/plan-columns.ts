import { exitsOf, type PlanNode, type Position } from '../../../protocol/dialplan/nodes/index.ts';

const columnWidth = 288;
const rowGap = 40;
const grid = 8;
const entryHeight = 40;

/** How tall the editor draws a node, in canvas units: a head, a row for each exit, a foot. */
export function drawnHeight(node: PlanNode): number {
  const exitCount = exitsOf(node).length;
  return 56 + (exitCount === 0 ? 0 : exitCount * 24 + 8);
}

/**
 * Nodes side by side in columns from left to right, the first column free for the entry; each column is as far apart as its nodes
 * need, all columns have one middle. The entry is placed before the first of them.
 */
export function inColumns(columns: readonly (readonly PlanNode[])[]): { readonly entry: Position; readonly nodes: PlanNode[] } {
  const middle = Math.max(...columns.map(heightOf)) / 2;
  const nodes = columns.flatMap((column, index) => {
    let top = onGrid(middle - heightOf(column) / 2);
    return column.map((node): PlanNode => {
      const position = { x: (index + 1) * columnWidth, y: top };
      top += drawnHeight(node) + rowGap;
      return { ...node, position };
    });
  });
  return { entry: { x: 0, y: onGrid(middle - entryHeight / 2) }, nodes };
}

function heightOf(column: readonly PlanNode[]): number {
  return column.reduce((sum, node) => sum + drawnHeight(node) + rowGap, -rowGap);
}

function onGrid(units: number): number {
  return Math.round(units / grid) * grid;
}
