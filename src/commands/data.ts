// What looks at data is one part of the bundle, which is entered here.
export { bring, bringing, bringSaid } from './own/bring.ts';
export { profile } from './profile.ts';
