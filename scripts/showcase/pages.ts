import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { marked } from 'marked';
import type { Browser } from 'playwright-core';

const style = `
body { margin: 0 auto; padding: 24px 32px; width: 756px; color: #1f2328; background: #fff;
  font: 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif }
h1 { margin-top: 0 } h1, h2 { border-bottom: 1px solid #d1d9e0; padding-bottom: .3em; line-height: 1.25 }
a { color: #0969da; text-decoration: none } img { max-width: 100% }
code { font: 85% ui-monospace, Menlo, Consolas, monospace; background: #818b981f; padding: .2em .4em; border-radius: 6px }
pre { background: #f6f8fa; padding: 16px; border-radius: 6px } pre code { background: none; padding: 0 }
table { border-collapse: collapse; font-size: 13.5px } th, td { border: 1px solid #d1d9e0; padding: 6px 9px }
tr:nth-child(2n) { background: #f6f8fa }`;

/** The first screen of a project's README, as a forge shows it. */
export async function pictureReadme(browser: Browser, project: string, picture: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 820, height: 1100 } });
  const file = path.join(project, 'README.html');
  const body = await marked.parse(readFileSync(path.join(project, 'README.md'), 'utf8'));
  writeFileSync(file, `<!doctype html><meta charset="utf-8"><style>${style}</style>${body}`);
  await page.goto(pathToFileURL(file).href);
  const { y: end } = (await page.locator('h2').first().boundingBox()) ?? { y: 1100 };
  await page.screenshot({ path: picture, clip: { x: 0, y: 0, width: 820, height: Math.floor(end) } });
  rmSync(file);
  await page.close();
}

const port = 8773;

/** The project's own demo, run as its README says and opened in a browser. */
export async function pictureDemo(browser: Browser, project: string, picture: string): Promise<void> {
  const words = ['-m', 'streamlit', 'run', 'app/streamlit_app.py', '--server.headless', 'true'];
  const python = path.join(project, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const server = spawn(python, [...words, '--server.port', String(port), '--browser.gatherUsageStats', 'false'], {
    cwd: project,
    stdio: 'ignore',
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } });
    await reach(`http://localhost:${port}/_stcore/health`);
    await page.goto(`http://localhost:${port}`);
    await page.getByTestId('stVegaLiteChart').locator('canvas, svg').first().waitFor();
    await page.addStyleTag({ content: '[data-testid="stToolbar"], [data-testid="stDecoration"] { display: none }' });
    await page.waitForTimeout(1000); // the chart fades in
    await page.screenshot({ path: picture, clip: { x: 110, y: 90, width: 780, height: 860 } });
  } finally {
    server.kill();
  }
}

async function reach(address: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    if (
      await fetch(address).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`${address} never answered.`);
}
