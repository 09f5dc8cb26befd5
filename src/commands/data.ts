// What looks at data is one part of the bundle, which is entered here.
export { bring, bringing } from './own/bring.ts';
export { profile } from './profile.ts';
