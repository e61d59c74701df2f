/**
 * The completions at a cursor of a SQL text, best first. Pure: uses what is known and requests
 * nothing.
 */
import type { SchemaColumn, SchemaTable } from '../../server/protocol';
import { quoteIdentifier } from '../sql/identifier';
import type { ISchema } from '../tokens';
import type { CompletionContext } from './scope';
import type { Output, Source } from './visibility';
import { CLAUSES, CONSTANTS, FUNCTIONS, STATEMENTS, TYPES } from './vocabulary';

export type Candidate = {
  /** The name as shown. */
  label: string;
  /** The text that is inserted. */
  insertText: string;
  kind: 'column' | 'alias' | 'table' | 'view' | 'function' | 'type' | 'keyword';
  /** Shown beside the label: a column's type, or the kind of the name. */
  detail: string;
};

type Known = Pick<ISchema, 'tables' | 'table' | 'columns'>;

/** Unfiltered, because the user types on; each group in its own order. */
export function candidatesAt(
  context: CompletionContext,
  schema: Known
): Candidate[] {
  const { expects, qualifier, sources } = context;
  if (expects === 'nothing') {
    return [];
  }
  if (qualifier !== null) {
    return qualified(context, schema);
  }
  if (expects === 'table') {
    return [
      ...context.queries.map(({ name }) => named(name, 'table', 'WITH')),
      ...schema.tables.map(ofTable)
    ];
  }
  if (expects === 'type') {
    return TYPES.map(word => ofWord(word, 'type', context));
  }
  if (expects === 'statement') {
    return STATEMENTS.map(word => ofWord(word, 'keyword', context));
  }
  const keywords = CLAUSES.map(word => ofWord(word, 'keyword', context));
  if (expects === 'keyword') {
    return keywords;
  }
  return [
    ...columnsOf(sources, schema),
    ...sources
      .filter(({ name }) => name !== '')
      .map(({ name, table }) =>
        named(name, 'alias', table === name ? 'table' : (table ?? 'query'))
      ),
    ...FUNCTIONS.map(word => ofFunction(word, context)),
    ...keywords
  ];
}

/** The tables whose columns are needed, by their database names. */
export function tablesWanted(
  context: CompletionContext,
  schema: Known
): string[] {
  const names = new Set<string>();
  const add = (source: Source): void => {
    if (source.table !== null) {
      names.add(source.table);
    }
    source.output.forEach(found => 'allOf' in found && add(found.allOf));
  };
  context.sources.forEach(add);
  if (context.qualifier !== null) {
    names.add(context.qualifier);
  }
  return [...names].flatMap(name => schema.table(name)?.name ?? []);
}

function qualified(context: CompletionContext, schema: Known): Candidate[] {
  const name = context.qualifier!.toLowerCase();
  const source = context.sources.find(
    found => found.name.toLowerCase() === name
  );
  return columnsOf(
    [source ?? { name: '', table: context.qualifier, output: [] }],
    schema
  );
}

/** Each name once: if two columns share a name, the nearer table's. */
function columnsOf(sources: readonly Source[], schema: Known): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (name: string, type: string): void => {
    if (!found.has(name.toLowerCase())) {
      found.set(name.toLowerCase(), named(name, 'column', type));
    }
  };
  const addSource = (source: Source): void => {
    for (const { name, type } of known(source, schema)) {
      add(name, type.replace(/ ENCODING .*/, ''));
    }
    source.output.forEach(addOutput);
  };
  const addOutput = (output: Output): void => {
    if ('allOf' in output) {
      addSource(output.allOf);
    } else {
      add(output.name, '');
    }
  };
  sources.forEach(addSource);
  return [...found.values()];
}

const known = ({ table }: Source, schema: Known): readonly SchemaColumn[] =>
  table === null ? [] : (schema.columns(table)?.value?.columns ?? []);

const named = (
  name: string,
  kind: Candidate['kind'],
  detail: string
): Candidate => ({
  label: name,
  insertText: quoteIdentifier(name),
  kind,
  detail
});

const ofTable = ({ name, kind }: SchemaTable): Candidate =>
  kind === 'view' ? named(name, 'view', 'view') : named(name, 'table', 'table');

function ofWord(
  word: string,
  kind: Candidate['kind'],
  { isLowerCase }: CompletionContext
): Candidate {
  const label = isLowerCase ? word.toLowerCase() : word;
  return { label, insertText: label, kind, detail: kind };
}

function ofFunction(name: string, context: CompletionContext): Candidate {
  const candidate = ofWord(name, 'function', context);
  const hasBracket = context.isBeforeBracket || CONSTANTS.has(name);
  return hasBracket
    ? candidate
    : { ...candidate, insertText: `${candidate.label}(` };
}
