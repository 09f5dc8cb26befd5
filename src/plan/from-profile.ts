import path from 'node:path';
import type { Overrides } from '../profile/overrides.ts';
import type { Profile } from '../profile/profile.ts';
import { contractOf } from '../profile/write/contract.ts';
import { exampleOf } from '../profile/write/example.ts';
import { fileOf } from '../profile/write/place.ts';
import { wordsOf } from '../profile/write/words.ts';
import type { OwnData } from './own-data.ts';

/** What a profile adds to a plan: the file itself, its contract and an example, and all that prose says of it. */
export function ownDataFrom(profile: Profile, overrides: Overrides, cwd: string): OwnData {
  const { bytes, sha256, path: typed } = profile.file;
  const from = [typed];
  return {
    files: [
      { path: fileOf(profile), content: { source: path.resolve(cwd, typed), sha256, bytes }, from },
      { path: 'data/contract.toml', content: contractOf(profile), from },
      { path: 'data/example.json', content: exampleOf(profile), from },
    ],
    words: wordsOf(profile),
    flags: [['data', typed], ...flagsOf(profile, overrides)],
    record: { path: typed, sha256: `sha256:${sha256}`, ...recorded({ ...partsOf(profile), ...overrides }) },
  };
}

/** What the command says besides: the target and the class in question even where they were suggested, since they decide all else. */
function flagsOf({ target, events }: Profile, overrides: Overrides): OwnData['flags'] {
  const { kinds, leaveOut, keep, group, time, value } = overrides;
  const said: readonly (readonly [flag: string, value: string | undefined])[] = [
    ['target', target?.name],
    ['positive', target?.positive],
    ['user', events?.user],
    ['item', events?.item],
    ['value', events?.value ?? value],
    ...Object.entries(kinds).map(([name, kind]) => ['column', `${name}=${kind}`] as const),
    ['leave-out', leaveOut.join(',') || undefined],
    ...Object.entries(keep).map(([name, why]) => ['keep', `${name}=${why}`] as const),
    ['group', group],
    ['time', events?.time ?? time],
  ];
  return said.flatMap(([flag, value]) => (value === undefined ? [] : [[flag, value] as const]));
}

/** Of events, which column says what: even where it was found, since it decides all else. */
const partsOf = ({ events }: Profile): Partial<Overrides> =>
  events === undefined
    ? {}
    : {
        ...{ user: events.user, item: events.item },
        ...(events.value === undefined ? {} : { value: events.value }),
        ...(events.time === undefined ? {} : { time: events.time }),
      };

/** Every override that was given, as it was. */
function recorded({ leaveOut, kinds, keep, ...said }: Overrides): OwnData['record'] {
  const given = Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(given),
    ...(Object.keys(kinds).length > 0 ? { columns: { ...kinds } } : {}),
    ...(leaveOut.length > 0 ? { leaveOut } : {}),
    ...(Object.keys(keep).length > 0 ? { keep: { ...keep } } : {}),
  };
}
