import { defineTemplate, register } from 'create-ml-portfolio';

/** Our own generators beside those of create-ml-portfolio: `npx plop` offers all of them. */
export default async function generators(plop) {
  // Those that come with the package: predictive-model, chatbot and the others.
  await register(plop);

  // A template of ours, in a folder beside this file.
  await register(plop, [await defineTemplate(new URL('./templates/note/', import.meta.url))]);

  // And plop as it always was.
  plop.setGenerator('greeting', {
    description: 'A file that greets',
    prompts: [{ type: 'input', name: 'name', message: 'Whom?' }],
    actions: [{ type: 'add', path: 'hello-{{name}}.txt', template: 'Hello, {{name}}.\n' }],
  });
}
