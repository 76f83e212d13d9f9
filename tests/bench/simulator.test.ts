/**
 * Figures, not verdicts (P-22, P-23): requests per second of the stand-alone simulator, unsigned and signed, beside Mockoon
 * CLI and a bare Node server behind the same kind of adapter, all answering the same bytes, in one run; and the 99th percentile at 1,000 requests per
 * second. Each server is a process of its own. `npx vitest run --mode bench tests/bench/simulator`; Mockoon is measured
 * where GUITAI_MOCKOON names its program, since it is larger than everything else here together.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { createSign, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { afterAll, expect, test } from 'vitest';
import { until } from '../support/browser.ts';

const SECONDS = 6;
const WARMING_SECONDS = 8;
const CONNECTIONS = 50;
const folder = mkdtempSync(join(tmpdir(), 'guitai-bench-'));
const children: ChildProcess[] = [];

afterAll(() => {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true });
});

/** What any server pays for that speaks in Request and Response, and nothing else; it answers what it is given. */
const BARE = `
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
const body = readFileSync(process.argv[1], 'utf8');
createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const request = new Request('http://localhost' + incoming.url, {
    method: incoming.method,
    headers: incoming.headers,
    ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
  });
  await request.text();
  const response = new Response(body, { headers: { 'content-type': 'application/json' } });
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}).listen(4616, '127.0.0.1');
`;

/** One route of Mockoon's, with the answer that every server here gives. */
const mockoonData = (body: string) => ({
  uuid: 'b0e7c9a2-3b1e-4e0e-9b1c-000000000001',
  lastMigration: 33,
  name: 'bench',
  port: 4617,
  hostname: '127.0.0.1',
  endpointPrefix: '',
  latency: 0,
  folders: [],
  rootChildren: [{ type: 'route', uuid: 'b0e7c9a2-3b1e-4e0e-9b1c-000000000002' }],
  routes: [
    {
      uuid: 'b0e7c9a2-3b1e-4e0e-9b1c-000000000002',
      type: 'http',
      documentation: '',
      method: 'get',
      endpoint: 'v1/payment_intents/:id',
      responses: [
        {
          uuid: 'b0e7c9a2-3b1e-4e0e-9b1c-000000000003',
          body,
          latency: 0,
          statusCode: 200,
          label: '',
          headers: [{ key: 'content-type', value: 'application/json' }],
          bodyType: 'INLINE',
          filePath: '',
          databucketID: '',
          sendFileAsBody: false,
          rules: [],
          rulesOperator: 'OR',
          disableTemplating: true,
          fallbackTo404: false,
          default: true,
          crudKey: 'id',
          callbacks: [],
        },
      ],
      responseMode: null,
      streamingMode: null,
      streamingInterval: 0,
    },
  ],
  proxyMode: false,
  proxyHost: '',
  proxyRemovePrefix: false,
  tlsOptions: {
    enabled: false,
    type: 'CERT',
    pfxPath: '',
    certPath: '',
    keyPath: '',
    caPath: '',
    passphrase: '',
  },
  cors: false,
  headers: [],
  proxyReqHeaders: [],
  proxyResHeaders: [],
  data: [],
  callbacks: [],
});

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.arrayBuffer().then(() => true),
    () => false,
  );
}

async function serve(command: string, values: readonly string[], url: string): Promise<void> {
  const child = spawn(command, [...values], { stdio: 'ignore' });
  children.push(child);
  await until(`an answer at ${url}`, () => answers(url), 60_000);
}

interface Load {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Requests per second with as many as the server takes, after some seconds in which it becomes warm. */
async function rate({ url, method = 'GET', headers = {}, body }: Load): Promise<number> {
  const options = {
    url,
    method,
    headers: { ...headers },
    connections: CONNECTIONS,
    ...(body === undefined ? {} : { body }),
  };
  await autocannon({ ...options, duration: WARMING_SECONDS });
  const result = await autocannon({ ...options, duration: SECONDS });
  expect(result.non2xx).toBe(0);
  return Math.round(result.requests.average);
}

const SIMULATOR = 'http://127.0.0.1:4615';

async function alipayQuery(): Promise<Load> {
  const credentials = (await (await fetch(`${SIMULATOR}/_simulator/credentials`)).json()) as {
    readonly alipay: { readonly appId: string; readonly merchantPrivateKey: string };
  };
  const { appId, merchantPrivateKey } = credentials.alipay;
  const parameters: Record<string, string> = {
    app_id: appId,
    biz_content: JSON.stringify({ out_trade_no: 'GTBENCH' }),
    charset: 'utf-8',
    format: 'JSON',
    method: 'alipay.trade.query',
    sign_type: 'RSA2',
    timestamp: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
    version: '1.0',
  };
  const text = Object.keys(parameters)
    .sort()
    .map((name) => `${name}=${parameters[name]}`)
    .join('&');
  const sign = createSign('RSA-SHA256').update(text, 'utf8').sign(merchantPrivateKey, 'base64');
  const body = new URLSearchParams({ ...parameters, sign }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return { url: `${SIMULATOR}/gateway.do?charset=utf-8`, method: 'POST', headers, body };
}

/** A payment at the card gateway, which does not sign its answers. */
async function cardIntent(): Promise<Load> {
  const { card } = (await (await fetch(`${SIMULATOR}/_simulator/credentials`)).json()) as {
    readonly card: { readonly secretKey: string };
  };
  const headers = {
    authorization: `Bearer ${card.secretKey}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const made = await fetch(`${SIMULATOR}/v1/payment_intents`, {
    method: 'POST',
    headers,
    body: 'amount=1250&currency=usd',
  });
  const { id } = (await made.json()) as { readonly id: string };
  return { url: `${SIMULATOR}/v1/payment_intents/${id}`, headers: { authorization: headers.authorization } };
}

/** What signing alone costs here: no signed answer can come faster than its signature. */
function signaturesPerSecond(): number {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const count = 1_000;
  const startedAt = performance.now();
  for (let index = 0; index < count; index += 1) sign('sha256', Buffer.from(`answer ${index}`), privateKey);
  return Math.round((count * 1_000) / (performance.now() - startedAt));
}

test('requests per second', async () => {
  await serve(
    process.execPath,
    ['dist/node/cli.js', '--port', '4615', '--seed', 'bench'],
    `${SIMULATOR}/_simulator/version`,
  );
  const card = await cardIntent();
  const body = await (await fetch(card.url, { headers: { ...card.headers } })).text();
  const answerFile = join(folder, 'answer.json');
  writeFileSync(answerFile, body);
  const bare = ['--input-type=module', '-e', BARE, answerFile];
  await serve(process.execPath, bare, 'http://127.0.0.1:4616/');
  const figures: Record<string, number> = {};
  figures['bare Node server'] = await rate({ url: 'http://127.0.0.1:4616/v1/payment_intents/pi_1' });
  const mockoon = process.env['GUITAI_MOCKOON'];
  if (mockoon !== undefined) {
    const file = join(folder, 'mockoon.json');
    writeFileSync(file, JSON.stringify(mockoonData(body)));
    const url = 'http://127.0.0.1:4617/v1/payment_intents/pi_1';
    await serve(mockoon, ['start', '--data', file, '--port', '4617', '--disable-log-to-file'], url);
    figures['Mockoon CLI'] = await rate({ url });
  }
  figures['simulator, unsigned'] = await rate(card);
  figures['RSA-2048 signatures of one core'] = signaturesPerSecond();
  figures['simulator, signed'] = await rate(await alipayQuery());
  const paced = await autocannon({
    ...card,
    headers: { ...card.headers },
    connections: 20,
    overallRate: 1_000,
    duration: SECONDS,
  });
  figures['p99 at 1,000 requests per second, ms'] = paced.latency.p99;
  console.table(figures);
}, 180_000);
