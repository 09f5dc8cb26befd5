import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { cli, emptyFolder, runProgram } from '../support/cli.ts';
import { pythonWith } from '../support/python.ts';

const home = emptyFolder();
const project = path.join(home, 'biopsy-demo');
const port = 8761;
let browser: Browser;
let server: ChildProcess;

beforeAll(async () => {
  expect((await cli(['biopsy-demo', '-t', 'predictive-model', '--yes', '--no-git'], { cwd: home })).code).toBe(0);
  const constraints = readFileSync(path.join(project, 'constraints.txt'), 'utf8').split('\n');
  const python = pythonWith(constraints.filter((line) => /^[\w-]+==/.test(line)));
  const env = { ...process.env, PYTHONPATH: path.join(project, 'src') };
  expect((await runProgram(python, ['-m', 'biopsy_demo', 'all'], { cwd: project, env })).code).toBe(0);
  const command = /^streamlit (run .*)$/m.exec(readFileSync(path.join(project, 'README.md'), 'utf8'))?.[1] ?? '';
  const words = [
    '-m',
    'streamlit',
    ...command.split(' '),
    '--server.port',
    String(port),
    '--browser.gatherUsageStats',
    'false',
  ];
  server = spawn(python, words, { cwd: project, env, stdio: 'ignore' });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.kill();
});

test('the demo opens in a real browser, predicts, and follows a change', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  for (let attempt = 0; ; attempt += 1) {
    const answered = await page.goto(`http://localhost:${port}`).then(
      (response) => response?.ok() === true,
      () => false,
    );
    if (answered) break;
    if (attempt > 60) throw new Error('The demo never answered.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await page.getByRole('heading', { level: 1 }).waitFor();
  const metric = page.getByTestId('stMetricValue').first();
  await metric.waitFor();
  const probability = page.getByTestId('stMetricValue').nth(1);
  const before = await probability.innerText();
  await page.getByTestId('stVegaLiteChart').locator('canvas, svg').first().waitFor();
  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT, fullPage: true });
  await page.getByText('Change its values').click();
  const field = page.getByRole('spinbutton').first();
  await field.fill('27');
  await field.press('Enter');
  await expect.poll(() => probability.innerText(), { timeout: 20_000 }).not.toBe(before);
  for (const tab of ['Results', 'Limits']) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').filter({ visible: true }).locator('p, table').first().waitFor();
  }
  expect(await page.getByTestId('stException').count()).toBe(0);
  expect(faults).toEqual([]);
});
