import type { Looking, OpenQuestion } from '../../ask/bringing.ts';
import { usage } from '../../errors.ts';
import { type Suggestion, suggestTarget } from '../../profile/judge/suggest-target.ts';
import type { Overrides } from '../../profile/overrides.ts';
import { decide } from '../../profile/whole/decide.ts';
import type { Looked } from '../../profile/whole/look.ts';
import { describeProfile } from '../../report/profiled.ts';
import { printable } from '../../text/encode.ts';
import { thousands } from '../../text/say.ts';

/** A table in which one column is to be predicted. */
export function tableIn(looked: Looked, overrides: Overrides, cwd: string): Looking {
  const suggested = suggestTarget(looked.columns);
  return {
    open: overrides.target === undefined ? [targetQuestion(looked, suggested)] : [],
    profile: () => {
      checkHanging(overrides);
      return describeProfile(decide(looked, overrides), suggested);
    },
    finish: async (said) => {
      const settled = { ...overrides, ...said };
      const profile = decide(looked, settled);
      const { ownDataFrom } = await import('../../plan/from-profile.ts');
      const form = profile.target?.task ?? 'regression';
      return {
        form,
        is: `${profile.file.path}: a table in which ${sought[form]} is to be predicted`,
        data: ownDataFrom(profile, settled, cwd),
        profile: describeProfile(profile),
      };
    },
  };
}

const sought = {
  binary: 'one of two classes',
  multiclass: 'one of several classes',
  regression: 'a number',
} as const;

/** Which column is to be predicted: the likeliest first, each with why, then all others. */
function targetQuestion({ rows, columns }: Looked, suggested: readonly Suggestion[]): OpenQuestion {
  const [first] = suggested;
  const others = columns.filter(({ name }) => !suggested.some((one) => one.name === name));
  return {
    flag: 'target',
    message: `Which column is to be predicted? (${thousands(rows.kept)} rows, ${columns.length} columns)`,
    unsaid: 'Which column is to be predicted',
    options: [
      ...suggested.map(({ name, reasons }) => ({ value: name, label: printable(name), hint: reasons.join('; ') })),
      ...others.map(({ name, kind }) => ({ value: name, label: printable(name), hint: kind })),
    ],
    ...(first ? { why: `${first.name}: ${first.reasons.join('; ')}` } : {}),
  };
}

/** What is said of columns in their relation to a target means nothing without one. */
function checkHanging({ target, positive, group, time, leaveOut, keep }: Overrides): void {
  if (target !== undefined) return;
  const hanging = { positive, group, time, 'leave-out': leaveOut[0], keep: Object.keys(keep)[0] };
  const [flag] = Object.entries(hanging).find(([, value]) => value !== undefined) ?? [];
  if (flag === undefined) return;
  throw usage(`--${flag} says something of what is predicted, and no target is said.`, 'Name it with --target.');
}
