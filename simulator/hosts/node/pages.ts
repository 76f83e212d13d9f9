/** The phone and the desk as the stand-alone simulator serves them: the built pages, told to talk to this server. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { securityHeaders } from './headers.ts';
import type { Handler } from './serve.ts';
import { createStaticHandler } from './static.ts';

const MARK = '<meta name="guitai-simulator" content="server" />';
/** What the two pages are made of; the counter itself is not served here. */
const PARTS = /^\/(?:assets\/|icons\/|tokens\.css$)/;
/** A promise of HTTPS for two years would outlive a server that somebody tries out. */
const { 'Strict-Transport-Security': _, ...headers } = securityHeaders;

/** Answers for `/simulator/` and what it loads, out of the folder of the built site. */
export function createPages(siteFolder: string): Handler {
  const built = readFileSync(join(siteFolder, 'simulator/index.html'), 'utf8');
  const page = built.replace('</head>', `  ${MARK}\n  </head>`);
  const files = createStaticHandler(siteFolder, headers);
  return (request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || PARTS.test(path) || path === '/simulator') return files(request, response);
    if (path === '/') return response.writeHead(302, { location: '/simulator/' }).end();
    if (path === '/simulator/' || path === '/simulator/index.html') {
      const how = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' };
      return response.writeHead(200, { ...headers, ...how }).end(request.method === 'HEAD' ? '' : page);
    }
    response.writeHead(404, { ...headers, 'content-type': 'text/plain; charset=utf-8' });
    return response.end('Not found.\n');
  };
}
