import type { Question } from '../types.ts';

/** Why a value cannot answer a question, or nothing when it can. */
export function problemWith(question: Question, value: unknown): string | undefined {
  const allowed = question.choices?.map((choice) => choice.value) ?? [];
  switch (question.kind) {
    case 'text':
      if (typeof value !== 'string') return 'must be text';
      // Free text keeps every character but those that no file, terminal or parser takes.
      if (/[\p{Cc}--[\r\n\t]]/v.test(value)) return 'must be text without control characters';
      if (!value.isWellFormed()) return 'must be valid Unicode';
      return value.trim() === '' && !question.optional ? 'must not be empty' : undefined;
    case 'confirm':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'select':
      return typeof value === 'string' && allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}`;
    case 'multiselect':
      return Array.isArray(value) && value.every((one) => allowed.includes(one))
        ? undefined
        : `must be a list out of ${allowed.join(', ')}`;
  }
}
