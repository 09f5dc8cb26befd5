import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean } from '../../src/text/suggest.ts';

test.each([
  { word: 'instal', candidates: ['install', 'list'], meant: 'install' },
  {
    word: 'recomendation-sytem',
    candidates: ['recommendation-system', 'predictive-model'],
    meant: 'recommendation-system',
  },
  { word: 'DIABETES', candidates: ['breast-cancer', 'diabetes'], meant: 'diabetes' },
  { word: 'xgboost', candidates: ['XGBoost'], meant: 'XGBoost' },
  { word: 'jsno', candidates: ['json', 'yes'], meant: 'json' },
  { word: 'predictive', candidates: ['chatbot', 'predictive-model'], meant: 'predictive-model' },
  { word: 'regress', candidates: ['progress', 'regression'], meant: 'regression' },
  { word: 'lint', candidates: ['linting-rules', 'list'], meant: 'list' },
  { word: 'bsh', candidates: ['bash', 'zsh'], meant: 'bash' },
  { word: 'szh', candidates: ['bash', 'zsh'], meant: 'zsh' },
  { word: 'api', candidates: ['app', 'api', 'ape'], meant: 'api' },
])('$word means $meant', ({ word, candidates, meant }) => {
  expect(didYouMean(word, candidates)).toBe(meant);
});

test.each([
  { word: '', candidates: ['list'] },
  { word: 'best', candidates: ['list'] },
  ...['ksh', 'dash', 'csh', 'sh'].map((word) => ({ word, candidates: ['bash', 'zsh', 'fish', 'powershell'] })),
  { word: 'pr', candidates: ['predictive-model'] },
  { word: 'credit-risk', candidates: ['list', 'template'] },
  { word: 'list', candidates: [] },
  { word: 'x'.repeat(100_000), candidates: ['install', 'list'] },
])('nothing is close to $word', ({ word, candidates }) => {
  expect(didYouMean(word, candidates)).toBeUndefined();
});

test('a candidate in any case means itself, and only candidates are suggested', () => {
  const word = fc.stringMatching(/^[a-z-]{1,20}$/);
  const anything = fc.string({ unit: 'grapheme', maxLength: 20 });
  fc.assert(
    fc.property(word, anything, fc.array(word), (typed, other, others) => {
      expect(didYouMean(typed.toUpperCase(), [...others, typed])).toBe(typed);
      expect([...others, undefined]).toContain(didYouMean(other, others));
    }),
  );
});
