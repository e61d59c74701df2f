/** Finds the variable that holds a database connection in the Python of a notebook's cells. Pure. */
import { parser } from '@lezer/python';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** A variable, and whether it comes from a `with` whose end it survives. */
export type FoundConnection = { name: string; isOfWith: boolean };

/** The packages whose connections are one another's, by the names they had over the years. */
const DRIVERS = ['heavydb', 'heavyai', 'pymapd', 'pyomnisci'];
const CONSTRUCTORS = ['connect', 'Connection'];

/** What imports made of the drivers: other names for them, and for what connects. */
type Imports = { modules: Set<string>; functions: Set<string> };

/**
 * @param index - where the new cell is to be; the nearest connection above wins, then one below.
 */
export function findConnection(
  cells: readonly string[],
  index: number
): FoundConnection | null {
  const imports: Imports = { modules: new Set(DRIVERS), functions: new Set() };
  for (const cell of cells) {
    readImports(cell, imports);
  }
  const nearestFirst = [
    ...cells.slice(0, index).reverse(),
    ...cells.slice(index)
  ];
  for (const cell of nearestFirst) {
    const found = nodesOf(cell, 'CallExpression')
      .filter(call => connects(call, cell, imports))
      .flatMap(call => target(call, cell) ?? []);
    const last = found.at(-1);
    if (last) {
      return last;
    }
  }
  return null;
}

function readImports(cell: string, { modules, functions }: Imports): void {
  for (const statement of nodesOf(cell, 'ImportStatement')) {
    const words = childrenOf(statement).map(node => textOf(node, cell));
    const isFrom = words[0] === 'from';
    if (isFrom && !DRIVERS.includes(words[1] ?? '')) {
      continue;
    }
    const [wanted, names] = isFrom
      ? [CONSTRUCTORS, functions]
      : [DRIVERS, modules];
    words.forEach((word, at) => {
      if (wanted.includes(word)) {
        names.add(words[at + 1] === 'as' ? (words[at + 2] ?? word) : word);
      }
    });
  }
}

function connects(
  call: SyntaxNode,
  cell: string,
  { modules, functions }: Imports
): boolean {
  const callee = call.firstChild;
  const [owner, member] = [callee?.firstChild, callee?.lastChild];
  return callee?.name === 'MemberExpression'
    ? modules.has(textOf(owner, cell)) &&
        CONSTRUCTORS.includes(textOf(member, cell))
    : functions.has(textOf(callee, cell));
}

/** The global variable that a call's value goes to; `null` where other cells cannot have it. */
function target(call: SyntaxNode, cell: string): FoundConnection | null {
  const { parent, nextSibling } = call;
  if (!parent || isInScope(call)) {
    return null;
  }
  switch (parent.name) {
    case 'AssignStatement':
    case 'NamedExpression': {
      const [variable, next] = childrenOf(parent);
      const isOne = variable?.name === 'VariableName' && next?.name !== ',';
      return isOne && !nextSibling
        ? { name: textOf(variable, cell), isOfWith: false }
        : null;
    }
    case 'WithStatement': {
      const variable = nextSibling?.nextSibling;
      return nextSibling?.name === 'as' &&
        variable?.name === 'VariableName' &&
        isBySession(call, cell)
        ? { name: textOf(variable, cell), isOfWith: true }
        : null;
    }
    default:
      return null;
  }
}

/**
 * Leaving a `with` logs out who logged in by name and password. A session that was handed over
 * goes on, and so does the connection (pyheavydb 8.0.1, `Connection.close`).
 */
const isBySession = (call: SyntaxNode, cell: string): boolean =>
  childrenOf(call.getChild('ArgList')).some(
    node => node.name === '**' || textOf(node, cell) === 'sessionid'
  );

/** Whether it stands in a function or class, whose variables are its own. */
function isInScope({ parent }: SyntaxNode): boolean {
  const scopes = ['FunctionDefinition', 'ClassDefinition', 'LambdaExpression'];
  return parent !== null && (scopes.includes(parent.name) || isInScope(parent));
}

function nodesOf(cell: string, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  parser.parse(cell).iterate({
    enter: node => {
      if (node.name === name) {
        found.push(node.node);
      }
    }
  });
  return found;
}

function childrenOf(node: SyntaxNode | null): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild; child; child = child.nextSibling) {
    children.push(child);
  }
  return children;
}

const textOf = (node: SyntaxNode | null | undefined, cell: string): string =>
  node ? cell.slice(node.from, node.to) : '';
