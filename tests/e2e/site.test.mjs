// The public site in a real browser: both example series, served by `dajuan serve`, opened as readers open them.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

const { DAJUAN, DAJUAN_SOURCE, CHROMIUM } = process.env;
const require = createRequire(join(DAJUAN_SOURCE, 'package.json'));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const widths = [390, 1280];
const kinds = {
  'first page': '',
  series: 'mexico-states/',
  region: 'mexico-states/MX-25/',
  'simulated series': 'zhejiang-2018/',
  'city of counties': 'zhejiang-2018/330100/',
  county: 'zhejiang-2018/330102/',
  'hostile names': 'hostile/',
  'region of a hostile name': 'hostile/MX-25/',
  'older month': 'mexico-states/2025-05/',
  'replaced revision': 'hostile/2025-06/revision-1/',
  archive: 'mexico-states/archive/',
  about: 'mexico-states/about/',
  missing: 'mexico-states/no-such-region/',
};
const simulated = new Set(['first page', 'simulated series', 'city of counties', 'county', 'missing']);

let folder, server, origin, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dajuan-e2e-'));
  const dajuan = (...words) => execFileSync(DAJUAN, words, { cwd: DAJUAN_SOURCE, stdio: ['ignore', 'ignore', 'pipe'] });
  const at = (name) => join(folder, name);
  dajuan('index', 'run', 'schemes/mexico-states', '--out', at('mexico'));
  dajuan('index', 'run', 'schemes/mexico-states', '--period', '2025-05', '--out', at('mexico-before'));
  dajuan('simulate', 'schemes/zhejiang-2018', '--population', 'examples/zhejiang/population.csv', '--from', '2018-01',
    '--to', '2021-06', '--seed', 'browser', '--out', at('figures'));
  dajuan('index', 'run', 'schemes/zhejiang-2018', '--figures', at('figures'), '--out', at('zhejiang'));
  // The same series with names that would break a page: markup, quotes, another direction of writing, 300 characters.
  cpSync(at('mexico'), at('hostile'), { recursive: true });
  const change = (path, from, to) => {
    const text = readFileSync(join(at('hostile'), path), 'utf8');
    assert.ok(text.includes(from), path);
    writeFileSync(join(at('hostile'), path), text.replaceAll(from, to));
  };
  change('release.json', '"series":"mexico-states"', '"series":"hostile"');
  change('release.json', 'Safety index of Mexico', '<b title=\\"x\\">\u202eIndex</b> ');
  change('inputs/regions.csv', 'Sinaloa', '"<img src=x onerror=alert(1)> ""\u202e' + 'x'.repeat(300) + '"');
  change('inputs/regions.csv', '锡那罗亚州', '锡'.repeat(300));
  change('inputs/regions.csv', 'Yucatán', '31');
  // A correction of that month: revision 2, with another score and another figure.
  cpSync(at('hostile'), at('corrected'), { recursive: true });
  const correct = (path, from, to) => {
    const text = readFileSync(join(at('corrected'), path), 'utf8');
    assert.ok(from.test(text), path);
    writeFileSync(join(at('corrected'), path), text.replace(from, to));
  };
  correct('release.json', /"revision":1/, '"revision":2');
  correct('steps/figures.csv', /^(MX-25,homicide,A,)[^,]*/m, '$11');
  dajuan('site', 'build', at('mexico'), at('mexico-before'), at('zhejiang'), at('hostile'), at('corrected'),
    '--out', at('site'));
  server = spawn(DAJUAN, ['serve', at('site'), '--port', '0', '--lang', 'en'], { stdio: ['ignore', 'pipe', 'pipe'] });
  origin = await new Promise((resolve, reject) => {
    let said = '';
    const listen = (piece) => {
      said += piece;
      const address = said.match(/http:\/\/[0-9.:]+/);
      if (address) resolve(address[0]);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', () => reject(new Error(`dajuan serve ended: ${said}`)));
  });
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
});

after(async () => {
  await browser?.close();
  server?.kill('SIGKILL');
  if (folder) rmSync(folder, { recursive: true, force: true });
});

// Opens a page and gives what it did: answers, console, hosts asked.
async function open(path, { width, script = true, colorScheme = 'light' }) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, javaScriptEnabled: script, colorScheme });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  const answer = await page.goto(origin + path);
  return { context, page, said, asked, status: answer.status() };
}

const openAll = (page) => page.evaluate(() => {
  for (const part of document.querySelectorAll('details')) part.open = true;
});
const overflow = (page) => page.evaluate(() => {
  const room = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll('body *')].filter((e) => !e.closest('.hidden, .skip, .long') &&
    e.getBoundingClientRect().right > room + 1);
  return { scrolls: document.documentElement.scrollWidth > room, wide: wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)) };
});

// `alsoAt`: as narrow as 400 % zoom makes a page, or very wide.
async function fits(page, alsoAt = []) {
  for (const width of [...widths, ...alsoAt]) {
    await page.setViewportSize({ width, height: 844 });
    assert.deepEqual(await overflow(page), { scrolls: false, wide: [] }, `${width} px`);
  }
}

async function findings(page) {
  const { violations } = await page.evaluate(() => window.axe.run());
  return violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html).join(' | ')}`);
}

for (const language of ['zh', 'en']) {
  for (const [kind, address] of Object.entries(kinds)) {
    const path = `/${language}/${address}`;
    describe(`${kind}, ${language}`, () => {
      for (const script of [true, false]) {
        test(`JavaScript ${script ? 'on' : 'off'}: fits every width, says nothing, asks nobody else`, async () => {
          const { context, page, said, asked, status } = await open(path, { width: 390, script });
          assert.equal(status, kind === 'missing' ? 404 : 200);
          await fits(page);
          await openAll(page);
          await fits(page, script ? [320, 2000] : []);
          // A browser says itself that an address was not found.
          assert.deepEqual(said.filter((line) => kind !== 'missing' || !line.includes('404')), []);
          assert.deepEqual(asked.filter((url) => !url.startsWith(origin)), []);
          await context.close();
        });
      }
      test('axe finds nothing at any width, in light and dark', async () => {
        const { context, page } = await open(path, { width: 390 });
        await openAll(page);
        await page.evaluate(axe);
        for (const width of widths) {
          await page.setViewportSize({ width, height: 844 });
          assert.deepEqual(await findings(page), [], `${width} px`);
        }
        if (language === 'en') { // the colours are those of every language
          await page.emulateMedia({ colorScheme: 'dark' });
          assert.deepEqual(await findings(page), [], 'dark');
        }
        await context.close();
      });
      test('one h1, headings in order, the language said, the band where it belongs', async () => {
        const { context, page } = await open(path, { width: 1280 });
        const levels = await page.$$eval('h1,h2,h3,h4,h5,h6', (all) => all.map((h) => Number(h.tagName[1])));
        assert.equal(levels[0], 1);
        assert.equal(levels.filter((level) => level === 1).length, 1);
        levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, `h${level} after h${levels[i - 1]}`));
        assert.equal(await page.getAttribute('html', 'lang'), language === 'zh' ? 'zh-CN' : 'en');
        const first = await page.$eval('header', (header) => header.firstElementChild.textContent);
        assert.equal(first.startsWith('模拟数据'), simulated.has(kind));
        await context.close();
      });
      test('the HTML is valid', async () => {
        const html = await (await fetch(origin + path)).text();
        const validator = new HtmlValidate({
          extends: ['html-validate:recommended'],
          rules: {
            'no-trailing-whitespace': 'off', // templates leave some
            'long-title': 'off', // a rule of search engines; the title says region, series and period
            'no-redundant-role': 'off', // display: grid takes a table's roles away, so they are set by hand
            'svg-focusable': 'off', // for a browser that is no more
          },
        });
        const report = await validator.validateString(html);
        const found = report.results.flatMap((r) => r.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`));
        assert.deepEqual(found, []);
      });
    });
  }
}

test('every link of every page leads somewhere', async () => {
  const seen = new Map();
  const queue = ['/zh/', '/en/'];
  const wrong = [];
  while (queue.length) {
    const path = queue.pop();
    if (seen.has(path)) continue;
    const answer = await fetch(origin + path, { redirect: 'manual' });
    const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html');
    const text = isPage ? await answer.text() : (await answer.arrayBuffer(), '');
    seen.set(path, text);
    if (answer.status !== 200) wrong.push(`${path}: ${answer.status}`);
    for (const [, href] of text.matchAll(/\shref="([^"]*)"/g)) {
      const url = new URL(href.replaceAll('&amp;', '&'), origin + path);
      if (url.origin !== origin) wrong.push(`${path}: leads to ${url}`);
      if (url.hash && !text.includes(`id="${url.hash.slice(1)}"`)) wrong.push(`${path}: nothing at ${url.hash}`);
      if (!seen.has(url.pathname)) queue.push(url.pathname);
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok([...seen.keys()].filter((path) => path.endsWith('/')).length > 250, 'all pages were reached');
});

test('what the keyboard reaches is seen, and the first stop leads to the text', async () => {
  const { context, page } = await open('/en/mexico-states/', { width: 390 });
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main');
  for (let stop = 0; stop < 25; ++stop) {
    const { outline, box } = await page.evaluate(() => {
      const { left, right, width } = document.activeElement.getBoundingClientRect();
      return { outline: getComputedStyle(document.activeElement).outlineStyle, box: { left, right, width } };
    });
    assert.equal(outline, 'solid');
    assert.ok(box.left >= 0 && box.right <= 390 && box.width > 0, JSON.stringify(box));
    await page.keyboard.press('Tab');
  }
  await context.close();
});

test('the numbers of the table are those of the result', async () => {
  const csv = (path) => readFileSync(join(folder, path), 'utf8').trim().split('\n').map((line) => line.split(','));
  const top = 'index';
  const signed = (text) => {
    const number = Number(text);
    const shown = Math.abs(number).toFixed(1);
    return shown === '0.0' ? '0.0' : (number < 0 ? '−' : '+') + shown;
  };
  const expected = new Map(csv('mexico/scores/scores.csv').filter((row) => row[1] === top)
    .map(([region, , score, , year]) => [region, [Number(score).toFixed(1), signed(year)]]));
  const { context, page } = await open('/en/mexico-states/', { width: 1280 });
  const shown = await page.$$eval('table.members tbody tr:not(.group)', (rows) => rows.map((row) => [
    row.querySelector('a').getAttribute('href').split('/').at(-2),
    row.querySelector('td.score b').textContent, row.querySelector('td.change-cell').textContent]));
  assert.equal(shown.length, 32);
  for (const [region, score, change] of shown) {
    const [is, year] = expected.get(region);
    assert.equal(score, is, region);
    assert.ok(change.includes(year), `${region}: ${change} lacks ${year}`);
  }
  await context.close();
});

test('one of the two maps is shown at each width, its letters never below 12 px, in both languages', async () => {
  for (const language of ['zh', 'en']) {
    const { context, page } = await open(`/${language}/mexico-states/`, { width: 390 });
    for (const width of [320, 359, 366, 390, 600, 759, 760, 999, 1001, 1101, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      const { shown, letters } = await page.evaluate(() => ({
        shown: [...document.querySelectorAll('.map-drawing')].filter((map) => map.getClientRects().length > 0).length,
        letters: [...document.querySelectorAll('.map-drawing text')].filter((text) => text.getClientRects().length > 0)
          .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a),
      }));
      assert.equal(shown, 1, `${width} px`);
      assert.ok(Math.min(...letters) >= 12, `${width} px: ${Math.min(...letters)}`);
    }
    // A region of the map leads where its row of the table leads, and says what it shows.
    const leads = await page.$$eval('.map-wide a', (all) => all.map((a) => [a.getAttribute('href'), a.getAttribute('aria-label')]));
    const rows = await page.$$eval('table.members tbody th a', (all) => all.map((a) => [a.getAttribute('href'), a.textContent]));
    assert.deepEqual(leads.map(([href]) => href).sort(), rows.map(([href]) => href).sort());
    const names = new Map(rows);
    for (const [href, label] of leads) assert.ok(label.startsWith(names.get(href)), label);
    await context.close();
  }
});
