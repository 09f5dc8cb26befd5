import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** A real browser. Throws where there is none, saying what is needed. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = [process.env.CHROME_PATH, ...places].find((place) => place && existsSync(place));
  if (!executablePath)
    throw new Error(
      'The demo is tested in Chromium: install it (Debian: apt-get install chromium) or set CHROME_PATH.',
    );
  const args = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox', ...args] : args });
}
