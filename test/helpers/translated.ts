/** A spec of Vega-Lite as HeavyDB's Vega, with answers in place of a database. */
import { type DialectSpec, dialectOf } from '../../server/vega-lite/translate';
import type { Cell } from '../../server/vega-lite/sql/ask';
import { VegaLiteError } from '../../server/vega-lite/spec/vega-lite-error';

export type Translated = DialectSpec & {
  /** The statements that the database was asked, in order. */
  asked: string[];
};

/** Answers every question about ranges with the numbers, and about categories with the texts. */
export type Answers = { numbers?: number[]; categories?: Cell[] };

export async function translated(
  spec: unknown,
  {
    numbers = [10, 90, 10, 90, 10, 90],
    categories = ['b', 'c', 'a']
  }: Answers = {}
): Promise<Translated> {
  const asked: string[] = [];
  const dialect = await dialectOf(spec, sql => {
    asked.push(sql);
    return Promise.resolve(
      sql.includes('LIMIT')
        ? categories.map((category, index) => [category, 100 - index])
        : [numbers]
    );
  });
  return { ...dialect, asked };
}

/** Why the spec is not translated. */
export async function refusalOf(spec: unknown): Promise<VegaLiteError> {
  try {
    await translated(spec);
  } catch (error) {
    if (error instanceof VegaLiteError) {
      return error;
    }
    throw error;
  }
  throw new Error('The spec was translated.');
}
