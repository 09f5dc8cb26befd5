import { afterAll } from 'vitest';
import { closeTerminals } from './emulator.ts';

export { keys, Terminal } from './emulator.ts';

// What a failed test leaves running would keep the whole run from ending.
afterAll(closeTerminals);
