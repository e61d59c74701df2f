/** Finds the variable with a database connection in the Python code of a notebook's cells. Pure. */
import { parser } from '@lezer/python';
import type { ConnectionKey } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';
import { pythonLiteral } from './python-literal';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** A variable, and whether it comes from a `with` and survives its end. */
export type FoundConnection = { name: string; isOfWith: boolean };

/** Packages, by their names over the years, and their connecting functions. */
type Family = { packages: readonly string[]; functions: readonly string[] };

/** One another's connections, to whatever their user likes: as good as the handed-over one. */
const DRIVERS: Family = {
  packages: ['heavydb', 'heavyai', 'pymapd', 'pyomnisci'],
  functions: ['connect', 'Connection']
};
/** Connects with the given connection key; see `jupyterlab_omnisci/connect.py`. */
const OURS: Family = {
  packages: ['jupyterlab_omnisci'],
  functions: ['connect_session', 'omnisci_connect', 'heavyai_connect']
};
/** Notebooks of HEAVY.AI's web server do not import it. */
const WITHOUT_IMPORT = ['omnisci_connect', 'heavyai_connect'];

/** Import aliases of a family: of its packages, and of its connecting functions. */
type Imports = {
  modules: Set<string>;
  functions: Set<string>;
  members: readonly string[];
};

/** The nearest connection above wins, then one below. */
export function findConnection(
  cells: readonly string[],
  options: {
    /** Where the new cell will be. */
    index: number;
    /** The connection that it needs. */
    key: ConnectionKey;
  }
): FoundConnection | null {
  const { index, key } = options;
  const drivers = importsOf(cells, DRIVERS);
  const ours = importsOf(cells, OURS);
  WITHOUT_IMPORT.forEach(name => ours.functions.add(name));
  const nearestFirst = [
    ...cells.slice(0, index).reverse(),
    ...cells.slice(index)
  ];
  for (const cell of nearestFirst) {
    const found = nodesOf(cell, 'CallExpression')
      .filter(
        call =>
          (key === HANDOVER && isOf(drivers, call, cell)) ||
          (isOf(ours, call, cell) && isTo(key, call, cell))
      )
      .flatMap(call => target(call, cell) ?? []);
    const last = found.at(-1);
    if (last) {
      return last;
    }
  }
  return null;
}

function importsOf(cells: readonly string[], family: Family): Imports {
  const modules = new Set(family.packages);
  const functions = new Set<string>();
  for (const cell of cells) {
    for (const statement of nodesOf(cell, 'ImportStatement')) {
      const words = childrenOf(statement).map(node => textOf(node, cell));
      const isFrom = words[0] === 'from';
      if (isFrom && !family.packages.includes(words[1] ?? '')) {
        continue;
      }
      const [wanted, names] = isFrom
        ? [family.functions, functions]
        : [family.packages, modules];
      words.forEach((word, at) => {
        if (wanted.includes(word)) {
          names.add(words[at + 1] === 'as' ? (words[at + 2] ?? word) : word);
        }
      });
    }
  }
  return { modules, functions, members: family.functions };
}

/** Whether a call connects. */
function isOf(
  { modules, functions, members }: Imports,
  call: SyntaxNode,
  cell: string
): boolean {
  const callee = call.firstChild;
  const [owner, member] = [callee?.firstChild, callee?.lastChild];
  return callee?.name === 'MemberExpression'
    ? modules.has(textOf(owner, cell)) && members.includes(textOf(member, cell))
    : functions.has(textOf(callee, cell));
}

/**
 * Whether `connect_session` is called with a key; the key of the handed-over session may be
 * omitted.
 */
function isTo(key: ConnectionKey, call: SyntaxNode, cell: string): boolean {
  const words = childrenOf(call.getChild('ArgList'))
    .map(node => textOf(node, cell))
    .filter(text => !'(),='.includes(text));
  const at = words.indexOf('environment');
  // Its value is one node.
  const given = words.filter(
    (text, index) =>
      text !== 'connection' && (at < 0 || ![at, at + 1].includes(index))
  );
  const forms = [pythonLiteral(key), `'${key}'`];
  return given.length === 0
    ? key === HANDOVER
    : given.length === 1 &&
        (forms.includes(given[0] ?? '') ||
          (key === HANDOVER && given[0] === 'None'));
}

/** The global variable that receives a call's value; `null` if other cells cannot use it. */
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
 * Leaving a `with` logs out a connection made with name and password. A handed-over session goes
 * on, and so does the connection (pyheavydb 8.0.1, `Connection.close`).
 */
const isBySession = (call: SyntaxNode, cell: string): boolean =>
  childrenOf(call.getChild('ArgList')).some(
    node => node.name === '**' || textOf(node, cell) === 'sessionid'
  );

/** Whether it is inside a function or class, whose variables are local. */
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
