/**
 * React Flow as it comes: the stress example of its documentation, with the same graph as the editor's benchmark. A page
 * of its own, built by vite from the same package.
 */
export const stockPage = `
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { Background, Controls, MiniMap, ReactFlow, useEdgesState, useNodesState } from 'reactflow';
import 'reactflow/dist/style.css';

const count = Number(new URLSearchParams(location.search).get('nodes'));
const columns = 25;
const firstNodes = Array.from({ length: count }, (_, index) => ({
  id: 'n' + index,
  position: { x: (index % columns) * 320, y: Math.floor(index / columns) * 160 },
  data: { label: 'Node ' + index },
}));
const firstEdges = firstNodes.slice(1).map((node, index) => ({ id: 'e' + index, source: 'n' + index, target: node.id }));

function Stress() {
  const [nodes, , onNodesChange] = useNodesState(firstNodes);
  const [edges, , onEdgesChange] = useEdgesState(firstEdges);
  return h(ReactFlow, { nodes, edges, onNodesChange, onEdgesChange, fitView: true, minZoom: 0.05 }, h(MiniMap), h(Controls), h(Background));
}

createRoot(document.getElementById('root')).render(h(Stress));
`;
