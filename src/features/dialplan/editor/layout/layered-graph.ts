import type { ElkNode } from 'elkjs/lib/elk-api.js';

/** A box to be placed. `ports` are the heights of its exits at its right side, from the top; the way in is at its left. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly ports: readonly { readonly id: string; readonly y: number }[];
}

export interface Wire {
  readonly id: string;
  readonly from: string;
  readonly port: string;
  readonly to: string;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '88',
  'elk.spacing.nodeNode': '32',
  'elk.spacing.edgeNode': '24',
  'elk.separateConnectedComponents': 'true',
  'elk.spacing.componentComponent': '64',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
};

/** Names of ports are unique in the whole graph; a node's id never holds this. */
const portName = (node: string, port: string): string => `${node}\u0000${port}`;

/** The plan as the layout engine wants it: from left to right, exits in their order, so that lines cross little. */
export function graphOf(boxes: readonly Box[], wires: readonly Wire[]): ElkNode {
  return {
    id: 'plan',
    layoutOptions: options,
    children: boxes.map((box) => ({
      id: box.id,
      width: box.width,
      height: box.height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: [
        { id: portName(box.id, ''), x: 0, y: 28, width: 0, height: 0, layoutOptions: { 'elk.port.side': 'WEST' } },
        ...box.ports.map(({ id, y }) => ({
          id: portName(box.id, `>${id}`),
          x: box.width,
          y,
          width: 0,
          height: 0,
          layoutOptions: { 'elk.port.side': 'EAST' },
        })),
      ],
    })),
    edges: wires.map((wire) => ({ id: wire.id, sources: [portName(wire.from, `>${wire.port}`)], targets: [portName(wire.to, '')] })),
  };
}

/** Where the engine put the boxes, on the grid of `step`. */
export function placesIn(laidOut: ElkNode, step: number): ReadonlyMap<string, Place> {
  const onGrid = (value: number | undefined): number => Math.round((value ?? 0) / step) * step;
  return new Map((laidOut.children ?? []).map((child) => [child.id, { x: onGrid(child.x), y: onGrid(child.y) }]));
}
