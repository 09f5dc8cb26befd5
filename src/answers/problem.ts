import type { Question } from '../types.ts';

/** One year, or several: `2026`, `2024-2026`, `2019, 2024-2026`. */
const years = /^\s*[12]\d{3}(\s*[-–,]\s*[12]\d{3})*\s*$/;

/** Why a value cannot answer a question, or nothing when it can. */
export function problemWith(question: Question, value: unknown): string | undefined {
  const allowed = question.choices?.map((choice) => choice.value) ?? [];
  switch (question.kind) {
    case 'text':
      if (typeof value !== 'string') return 'must be text';
      // Free text keeps every character but those that no file, terminal or parser takes.
      if (/[\p{Cc}--[\r\n\t]]/v.test(value)) return 'must be text without control characters';
      if (!value.isWellFormed()) return 'must be valid Unicode';
      if (value.trim() === '' && !question.optional) return 'must not be empty';
      // Every template has this one, and no other may take its name.
      return question.name === 'year' && !years.test(value) ? 'must be a year such as 2026, or 2024-2026' : undefined;
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
