import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder, runProgram } from '../support/cli.ts';
import {
  expectClean,
  expectReadme,
  expectResult,
  inProject,
  metricsOf,
  pythonForAll,
  read,
} from '../support/projects.ts';

let python = '';

beforeAll(async () => {
  python = await pythonForAll();
});

/** Small pictures of two kinds, two of each thing, as people have them: two formats, any size, a broken one. */
const draw = `
import os, numpy
from PIL import Image, ImageDraw
rng = numpy.random.default_rng(0)
for name in ("bar", "ring"):
    os.makedirs(f"photos/{name}")
    for i in range(100):
        side = int(rng.integers(34, 60))
        image = Image.fromarray(rng.normal(100, 45, (side, side, 3)).clip(0, 255).astype("uint8"))
        pen, ink = ImageDraw.Draw(image), tuple(int(v) for v in rng.integers(150, 256, 3))
        low, high, level = side * rng.uniform(.1, .2), side * rng.uniform(.8, .9), side * rng.uniform(.25, .75)
        if name == "ring": pen.ellipse((low, low, high, high), outline=ink, width=4)
        else: pen.rectangle((low, level - 3, high, level + 3), fill=ink)
        image.save(f"photos/{name}/thing{i // 2}{name[0]}_{i % 2}." + ("png", "jpg")[i % 2])
whole = open("photos/ring/thing0r_1.jpg", "rb").read()
open("photos/ring/cut_1.jpg", "wb").write(whole[: len(whole) // 2])
`;

test('a folder of images makes a project that runs, lints and passes its own tests, and refuses other images by name', async () => {
  const cwd = emptyFolder();
  expect(await runProgram(python, ['-c', draw], { cwd })).toMatchObject({ code: 0 });
  writeFileSync(path.join(cwd, 'photos', '.DS_Store'), 'x');
  const words = ['pets', '--data', './photos', '--group', 'name before _', '--yes', '--no-git'];
  const { code, stdout } = await cli(words, { cwd });
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('it is cut off: ring/cut_1.jpg') });
  const project = path.join(cwd, 'pets');
  expect(readFileSync(path.join(project, 'data/raw/images/bar/thing3b_0.png'))).toEqual(
    readFileSync(path.join(cwd, 'photos/bar/thing3b_0.png')),
  );
  const ran = await inProject(python, project, 'pets', 'all');
  expect({ code: ran.code, stderr: ran.code === 0 ? '' : ran.stderr }).toEqual({ code: 0, stderr: '' });
  expectResult(project);
  expectReadme(project);
  expect(metricsOf(project)).toMatchObject({ split: { strategy: 'group' }, interval: { unit: 'group' } });
  expect(read(project, 'MODEL_CARD.md')).toContain('one subject near its middle');
  // All of them pass, and take four minutes.
  await expectClean(python, project, 'tests/test_listing.py', 'tests/test_behaviour.py');
  mkdirSync(path.join(project, 'data/raw/images/bar/more'));
  writeFileSync(
    path.join(project, 'data/raw/images/bar/more/new.png'),
    readFileSync(path.join(cwd, 'photos/bar/thing3b_0.png')),
  );
  const again = await inProject(python, project, 'pets', 'data');
  expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('does not name: bar/more/new.png') });
});
