import * as v from 'valibot';

/** Titles, hints and commands are shown in terminals, where a control character is an order. */
export const text = v.pipe(
  v.string(),
  v.trim(),
  v.nonEmpty('must not be empty'),
  v.regex(/^\P{Cc}*$/u, 'must hold no control characters'),
);
export const questionName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/, 'must be a lower-case identifier'));
export const answer = v.union(
  [v.string(), v.array(v.string()), v.boolean()],
  'must be text, a list of texts, or true or false',
);

export const when = v.pipe(
  v.record(questionName, answer),
  v.description(
    'Answers that must all hold: question to value, or to a list of values of which one must. A multiselect holds when one of its choices is among them. There is no expression language.',
  ),
);

export const choice = v.strictObject({
  value: v.pipe(
    text,
    // A flag gives several choices with commas between them.
    v.regex(/^[^,]*$/, 'must hold no comma'),
    v.description('What is answered, recorded and written in flags.'),
  ),
  label: v.pipe(text, v.description('What the prompt shows.')),
  hint: v.exactOptional(v.pipe(text, v.description('A few words beside the label, and in `list`.'))),
  when: v.exactOptional(
    v.pipe(when, v.description('Offered only where these answers to earlier questions hold; never on a default.')),
  ),
  sets: v.exactOptional(
    v.pipe(
      v.record(questionName, text),
      v.description(
        'What follows from choosing it, name to value, for the `when` of layers: layers then ask for a task, and not for a list of data sets. Of select questions; a name is set by the choices of one question. Neither recorded nor a flag.',
      ),
    ),
  ),
});

/** What `--data` can find in a path. */
export const forms = ['binary', 'multiclass', 'regression', 'events', 'images', 'documents'] as const;

export type Form = (typeof forms)[number];

const own = v.strictObject({
  data: v.pipe(v.picklist(forms), v.description('What the data is: what is found there decides.')),
  value: choice.entries.value,
  label: choice.entries.label,
  sets: choice.entries.sets,
});

export const questionEntries = {
  name: v.pipe(
    questionName,
    v.description(
      'Also a flag, `--name`, and a name in `.hbs` files. One called `features` gets --with and --without.',
    ),
  ),
  message: v.pipe(text, v.description('The prompt.')),
  kind: v.pipe(v.picklist(['text', 'select', 'multiselect', 'confirm']), v.description('How it is asked.')),
  choices: v.exactOptional(
    v.pipe(
      v.array(choice),
      v.minLength(1, 'must have at least one choice'),
      v.description('Of select and multiselect questions, and only of those.'),
    ),
  ),
  own: v.exactOptional(
    v.pipe(
      v.array(own),
      v.minLength(1, 'must have at least one entry'),
      v.description(
        "Of a select question: what answers it where `--data` gives the user's own data. Never offered; a template with such entries takes data of their forms.",
      ),
    ),
  ),
  default: v.pipe(answer, v.description('What --yes and a return key answer: a good answer for most.')),
  optional: v.exactOptional(v.pipe(v.boolean(), v.description('A text that may be empty.'))),
  when: v.exactOptional(v.pipe(when, v.description('Asked only where these answers to earlier questions hold.'))),
};
export const question = v.strictObject(questionEntries);
