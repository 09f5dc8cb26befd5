import { recordText } from '../project/record.ts';
import { replaceIdentifiers } from '../template/sentinel.ts';
import type { Content } from '../types.ts';

/** The text of a planned file; of the record without digests, which are known once everything is written. */
export function textIn(content: Content, read: (source: string) => string): string {
  if ('text' in content) return content.text;
  return 'record' in content
    ? recordText(content.record, {})
    : replaceIdentifiers(read(content.source), content.replace);
}
