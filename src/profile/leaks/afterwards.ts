import { wordIn, wordsOf } from '../judge/names.ts';
import type { Target } from '../profile.ts';

const phrases = (text: string): ReadonlySet<string> => new Set(text.split('|'));

/** Words for what is known only when the outcome is. */
const surely = phrases(
  'refund|refunded|refund amount|chargeback|charged off|charge off|write off|recoveries|cause of|death date|date of death|discharge date' +
    '|cancellation|cancellation date|cancellation reason|cancel reason|cancel date|cancelled at|canceled at|closed at|closed date|closing date' +
    '|exit date|exit reason|exit interview|termination date|termination reason|date of termination|resolution date|resolved at|resolved date' +
    '|settlement date|settlement amount|leaving date|leaving reason|reason left|reason for|autopsy|post mortem|ground truth|predicted|prediction|y pred|y hat',
);
/** Words that often mean so, and often do not: the figures must agree. */
const perhaps = phrases(
  'outcome|result|resolution|settlement|settled|resolved|closed|cancelled|canceled|terminated|exit|exited|discharge|deceased|died|death|final|actual|recovered|follow up|afterwards|after',
);
/** A fact of the past, or of somebody else: known before. */
const before = phrases(
  'previous|prev|prior|past|last|lag|lagged|lag1|former|history|historical|initial|first|before|expected|estimated|planned|scheduled|parent|parents|mother|father|competitor|p',
);
/** What is written down of an outcome, behind its name: churn_reason, default_amount. */
const ofOutcome = phrases(
  'reason|reasons|cause|date|day|month|year|time|at|on|amount|code|category|type|flag|status|comment|notes|probability|prob|score|detail|details',
);
/** Targets whose name others share honestly: a price_date is the day of the price. */
const shared = phrases(
  'price|income|sales|value|score|class|type|status|rating|quality|count|amount|salary|wage|cost|rent|y|label|target|category|group|level|size|rate|number|total',
);

/** The words of a name that say its value is known only afterwards, and whether that is sure. */
export function saysAfterwards(
  name: string,
  target: Target,
): { readonly word: string; readonly sure: boolean } | undefined {
  if (wordIn(name, before)) return undefined;
  if (isOfOutcome(name, target.name)) return { word: name, sure: true };
  const sure = wordIn(name, surely);
  if (sure !== undefined) return { word: sure, sure: true };
  const word = wordIn(name, perhaps);
  return word === undefined ? undefined : { word, sure: false };
}

/** Whether a name is the target's, in some form of its word, with what is written down of an outcome behind it. */
function isOfOutcome(name: string, target: string): boolean {
  const own = wordsOf(name);
  const goal = wordsOf(target).filter((word) => word !== 'is' && word !== 'has');
  const [first = ''] = goal;
  if (goal.length === 0 || own.length <= goal.length || (goal.length === 1 && (shared.has(first) || first.length < 4)))
    return false;
  return (
    goal.every((word, at) => isForm(own[at] ?? '', word)) && own.slice(goal.length).every((word) => ofOutcome.has(word))
  );
}

/** `churned` is a form of `churn`, and `approval` is one of `approved`. */
function isForm(one: string, other: string): boolean {
  const root = Math.max(4, Math.min(one.length, other.length) - 2);
  return (
    one === other ||
    (one.length >= 4 && one.slice(0, root) === other.slice(0, root) && Math.abs(one.length - other.length) <= 3)
  );
}
