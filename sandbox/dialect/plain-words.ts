/** Says what DuckDB complains of without its own names: those of its types, its parts and our macros. */

/** The longest first: what is replaced once is not looked at again. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bTIMESTAMP WITH TIME ZONE\b/g, 'TIMESTAMP(0)'],
  [/\bTIMESTAMP_S\b/g, 'TIMESTAMP(0)'],
  [/\bTIMESTAMP_MS\b/g, 'TIMESTAMP(3)'],
  [/\bTIMESTAMP_NS\b/g, 'TIMESTAMP(9)'],
  [/\bU?INT8\b|\bUTINYINT\b/g, 'TINYINT'],
  [/\bU?INT16\b|\bUSMALLINT\b/g, 'SMALLINT'],
  [/\bU?INT32\b|\bUINTEGER\b|\bINTEGER_LITERAL\b/g, 'INTEGER'],
  [/\bU?INT(?:64|128)\b|\bU?HUGEINT\b|\bUBIGINT\b/g, 'BIGINT'],
  [/\bSTRING_LITERAL\b|\bVARCHAR\b/g, 'TEXT'],
  [/\b(?:system\.)?main\."?([^\s"(]+)"?/g, '$1'],
  [/"?\/\/"?(?=\()/g, '/'],
  [/\bto_integer(?:_any)?\b|\bto_timestamp_\d(?:_any)?\b/gi, 'CAST'],
  [/\badd_interval\b/gi, '+'],
  [/\bextract_field\b/gi, 'EXTRACT'],
  [/\b(\w+)_any\b/gi, '$1'],
  [/\bheavy_(\w+)\b/gi, '$1'],
  [/\bposition_from\b/gi, 'POSITION'],
  [/\bgeo_(?:of|plain|text|value|wkt|kind|srid)\b/gi, 'ST_GeomFromText'],
  [/\bMacro\b/g, 'Function'],
  [/\bDuckDB\b/gi, 'the database']
];

/** Advice that helps who writes DuckDB's SQL. */
const ADVICE =
  /(?: You might need to add explicit type casts\.| Did you mean .*| when casting from source column .*| In order to select one.*| Use .* to .*|\s+Candidate .*)$/s;

const KIND = /^(?:Failed to [a-z ]+: )?(?:[A-Z][A-Za-z ]+ Error: )+/;

export function plainWords(complaint: string): string {
  const [first = ''] = complaint.replace(KIND, '').split('\n');
  const text = first.replace(ADVICE, '');
  return NAMES.reduce((plain, [name, word]) => plain.replace(name, word), text);
}
