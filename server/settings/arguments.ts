/**
 * Turns the command line into variables: `--session-file PATH` sets the variable of that setting,
 * and has priority over it. convict's own parser turns number-like texts into numbers.
 */
import type { SchemaObj } from 'convict';

/** Accepts `--x V`, `--x=V`, `--x` and `--no-x`. Throws an error that names an unknown argument. */
export function argumentsAsVariables(
  args: readonly string[],
  settings: readonly SchemaObj[]
): Record<string, string> {
  const variables: Record<string, string> = {};
  const remaining = [...args];
  for (
    let arg = remaining.shift();
    arg !== undefined;
    arg = remaining.shift()
  ) {
    const [, name = arg, inline] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    const setting = settings.find(known => known.arg === name);
    if (setting?.env) {
      const value =
        inline ?? followingValue(remaining) ?? impliedValue(setting);
      if (value === undefined) {
        throw new Error(`--${name} needs a value; see --help.`);
      }
      variables[setting.env] = value;
      continue;
    }
    const denied = settings.find(
      known => isSwitch(known) && `no-${known.arg}` === name
    );
    if (!denied?.env || inline !== undefined) {
      throw new Error(`Unknown setting ${arg}; see --help.`);
    }
    variables[denied.env] = 'false';
  }
  return variables;
}

const followingValue = (remaining: string[]): string | undefined =>
  remaining[0]?.startsWith('--') ? undefined : remaining.shift();

const impliedValue = (setting: SchemaObj): string | undefined =>
  isSwitch(setting) ? 'true' : undefined;

const isSwitch = ({ format }: SchemaObj): boolean => format === 'true-or-false';
