/**
 * HeavyDB's SQL for syntax highlighting. JupyterLab uses standard SQL, which lacks the keywords
 * EXPLAIN, SHOW, COPY and ILIKE.
 */
import { SQLDialect } from '@codemirror/lang-sql';
import { Prec } from '@codemirror/state';
import { RESERVED_WORDS } from '../sql/identifier';

/** Keywords that may also be names (docs.heavy.ai, "SQL"). */
const OTHER_KEYWORDS = `
  ADD ARCHIVE DATABASES DUMP ENCODING FUNCTIONS KEY KILL MAPPING MODEL NULLS OPTIMIZE POLICY
  PRECEDING QUERIES QUERY REFRESH REPLACE RESTORE ROLE ROLES SERVER SERVERS SHARD SHARED TABLES
  UNBOUNDED USERS VALIDATE`;

/** docs.heavy.ai, "Data types and fixed encoding". */
const TYPES = `
  ARRAY BIGINT BOOLEAN CHAR DATE DECIMAL DICT DOUBLE FIXED FLOAT GEOGRAPHY GEOMETRY INT INTEGER
  LINESTRING MULTILINESTRING MULTIPOINT MULTIPOLYGON NUMERIC POINT POLYGON SMALLINT TEXT TIME
  TIMESTAMP TINYINT VARCHAR`;

const lower = (words: string): string =>
  words.trim().toLowerCase().split(/\s+/).join(' ');

/** Every word that needs quotes as a name has the colour of a keyword, as a hint. */
export const heavydbDialect = SQLDialect.define({
  keywords: lower([...RESERVED_WORDS].join(' ') + OTHER_KEYWORDS),
  types: lower(TYPES)
});

/** An editor extension, placed before the language that JupyterLab chooses by MIME type. */
export const heavydbLanguage = Prec.high(heavydbDialect.language);
