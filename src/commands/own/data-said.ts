import type { Given, GivenAnswers } from '../../answers/resolve.ts';
import { usage } from '../../errors.ts';
import type { DataOptions } from './wanted.ts';

/** What an answers file, or `--set`, says of the user's own data is what flags say; the flags win. */
export function withDataSaid<O extends DataOptions>(
  options: O,
  given: GivenAnswers,
): { readonly options: O; readonly given: GivenAnswers } {
  const own = Object.entries(given).filter(([name]) => Object.hasOwn(readers, name));
  if (own.length === 0) return { options, given };
  const said = own.map(([name, value]) => {
    const [option, read] = readers[name] ?? (['', text] as const);
    return [option, read(value)] as const;
  });
  const rest = Object.entries(given).filter(([name]) => !Object.hasOwn(readers, name));
  return { options: { ...options, ...unless(options, said) }, given: Object.fromEntries(rest) };
}

/** What no flag has said. */
const unless = (options: DataOptions, said: readonly (readonly [string, unknown])[]): object =>
  Object.fromEntries(
    said.filter(([name]) => {
      const flag = options[name as keyof DataOptions];
      return flag === undefined || (Array.isArray(flag) && flag.length === 0);
    }),
  );

function text({ value, as }: Given): string {
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw usage(`${as} must be text, not ${JSON.stringify(value)}.`, `Correct ${as} and run it again.`);
}

/** `["a", "b"]`, or `a,b`. */
function list({ value, as }: Given): readonly string[] {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value;
  return text({ value, as }).split(',');
}

/** `{"a": "number"}`, or `["a=number"]`. */
function pairs({ value, as }: Given): readonly string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return list({ value, as });
  return Object.entries(value).map(([name, one]) => `${name}=${text({ value: one, as: `${as}, ${name}` })}`);
}

/** The keys, spelt as the flags are, with the option that each is. */
const readers: Readonly<Record<string, readonly [option: string, read: (given: Given) => unknown]>> = {
  data: ['data', text],
  target: ['target', text],
  positive: ['positive', text],
  group: ['group', text],
  time: ['time', text],
  user: ['user', text],
  item: ['item', text],
  value: ['value', text],
  column: ['column', pairs],
  'leave-out': ['leaveOut', list],
  keep: ['keep', pairs],
};
