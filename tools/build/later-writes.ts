/** A node of a syntax tree, as far as this file looks at it. */
interface Node {
  readonly type: string;
  readonly [name: string]: unknown;
}

const functions: ReadonlySet<string> = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Which names of a module are assigned to in a function: they may change after the module has run. Names of the same spelling inside are others. */
export function changedLater(program: object, names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const walk = (node: Node, visible: ReadonlySet<string>, isLater: boolean): void => {
    const own = boundBy(node);
    const seen = own.some((name) => visible.has(name)) ? new Set([...visible].filter((name) => !own.includes(name))) : visible;
    if (isLater) for (const name of assignedBy(node)) if (seen.has(name)) found.add(name);
    for (const child of childrenOf(node)) walk(child, seen, isLater || functions.has(node.type) || node.type === 'PropertyDefinition');
  };
  for (const node of nodesIn(program)) walk(node, new Set(names), false);
  return [...found];
}

/** Whether the code asks where it lies. */
export function asksForItsAddress(program: object): boolean {
  const asks = (node: Node): boolean =>
    (node.type === 'MetaProperty' && namesOf(node['meta']).includes('import')) || childrenOf(node).some(asks);
  return nodesIn(program).some(asks);
}

function assignedBy(node: Node): readonly string[] {
  if (node.type === 'AssignmentExpression' || node.type === 'ForInStatement' || node.type === 'ForOfStatement')
    return namesOf(node['left']);
  return node.type === 'UpdateExpression' ? namesOf(node['argument']) : [];
}

/** Names that a node gives to what stands in it. */
function boundBy(node: Node): readonly string[] {
  if (functions.has(node.type)) {
    const name = node.type === 'FunctionExpression' ? namesOf(node['id']) : [];
    return [...name, ...namesOf(node['params']), ...variablesIn(node['body'])];
  }
  if (node.type === 'ClassExpression') return namesOf(node['id']);
  if (node.type === 'CatchClause') return namesOf(node['param']);
  if (node.type === 'BlockStatement') return declaredBy(node['body']);
  if (node.type === 'StaticBlock') return [...declaredBy(node['body']), ...variablesIn(node['body'])];
  if (node.type === 'SwitchStatement') return nodesIn(node['cases']).flatMap((one) => declaredBy(one['consequent']));
  return [...declaredBy(node['init']), ...(node.type.startsWith('For') ? declaredBy(node['left']) : [])];
}

/** By `let`, `const`, `class` and `function`: of a block, not of what it stands in. */
function declaredBy(statements: unknown): readonly string[] {
  return nodesIn(statements).flatMap((node) => {
    if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') return namesOf(node['id']);
    return node.type === 'VariableDeclaration' && node['kind'] !== 'var' ? namesOf(node['declarations']) : [];
  });
}

/** By `var`: of the whole function. */
function variablesIn(part: unknown): readonly string[] {
  return nodesIn(part).flatMap((node): readonly string[] => {
    if (functions.has(node.type)) return [];
    const own = node.type === 'VariableDeclaration' && node['kind'] === 'var' ? namesOf(node['declarations']) : [];
    return [...own, ...childrenOf(node).flatMap(variablesIn)];
  });
}

/** Of a target, or of a pattern of targets: where in each kind of node the next one stands. */
const inside: Readonly<Record<string, string>> = {
  VariableDeclarator: 'id',
  ObjectPattern: 'properties',
  Property: 'value',
  ArrayPattern: 'elements',
  AssignmentPattern: 'left',
  RestElement: 'argument',
  ParenthesizedExpression: 'expression',
};

function namesOf(target: unknown): readonly string[] {
  return nodesIn(target).flatMap((node): readonly string[] => {
    if (node.type === 'Identifier') return [String(node['name'])];
    const next = inside[node.type];
    return next === undefined ? [] : namesOf(node[next]);
  });
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node).flatMap(nodesIn);
}

/** Nodes that a value is or lists. */
function nodesIn(value: unknown): readonly Node[] {
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
