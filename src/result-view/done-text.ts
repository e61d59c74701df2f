/**
 * Says what a statement without rows did, according to its words. The database reports no counts.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { StatementKind, StatementNoun } from '../sql/statement-kind';

export function doneText(
  { verb, noun, isConditional }: StatementKind,
  trans: TranslationBundle
): string {
  const texts = noun && nounTexts(trans)[noun];
  switch (verb) {
    case 'CREATE':
      return isConditional
        ? trans.__('Done. It exists.')
        : (texts?.created ?? trans.__('Created.'));
    case 'DROP':
      return isConditional
        ? trans.__('Done. It no longer exists.')
        : (texts?.dropped ?? trans.__('Dropped.'));
    case 'ALTER':
      return texts?.altered ?? trans.__('Altered.');
    case 'RENAME':
      return trans.__('Renamed.');
    case 'INSERT':
      return trans.__('Rows inserted.');
    case 'UPDATE':
      return trans.__('Rows updated.');
    case 'DELETE':
      return trans.__('Rows deleted.');
    case 'TRUNCATE':
      return trans.__('Table emptied.');
    case 'COPY':
      return trans.__('Rows copied.');
    case 'GRANT':
      return trans.__('Privileges granted.');
    case 'REVOKE':
      return trans.__('Privileges revoked.');
    case 'OPTIMIZE':
      return trans.__('Table optimized.');
    default:
      return trans.__('Done. The statement returned no table.');
  }
}

type NounTexts = Record<'created' | 'dropped' | 'altered', string>;

const nounTexts = (
  trans: TranslationBundle
): Record<StatementNoun, NounTexts> => ({
  TABLE: {
    created: trans.__('Table created.'),
    dropped: trans.__('Table dropped.'),
    altered: trans.__('Table altered.')
  },
  VIEW: {
    created: trans.__('View created.'),
    dropped: trans.__('View dropped.'),
    altered: trans.__('View altered.')
  },
  DATABASE: {
    created: trans.__('Database created.'),
    dropped: trans.__('Database dropped.'),
    altered: trans.__('Database altered.')
  },
  USER: {
    created: trans.__('User created.'),
    dropped: trans.__('User dropped.'),
    altered: trans.__('User altered.')
  },
  ROLE: {
    created: trans.__('Role created.'),
    dropped: trans.__('Role dropped.'),
    altered: trans.__('Role altered.')
  }
});
