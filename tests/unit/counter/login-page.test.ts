/** A page to log in at is told from a provider's answer by what it is, not by what it calls itself. */

import { describe, expect, test } from 'vitest';
import { isLoginPage } from '../../../src/counter/login-page.ts';

function reply(status: number, text: string) {
  const headers = { 'content-type': 'text/html;charset=utf-8' };
  return { kind: 'reply', status, headers, bytes: new TextEncoder().encode(text) } as const;
}

describe('what came instead of an answer', () => {
  test.each([
    [200, '<!DOCTYPE html><title>Wi-Fi</title>'],
    [200, '\n  <html lang="zh">'],
    [302, '<HTML><BODY>'],
    [511, ''],
    [511, '{"message":"log in"}'],
  ])('%i %j is a page to log in at', (status, text) => {
    expect(isLoginPage(reply(status, text))).toBe(true);
  });

  test.each([
    [200, '{"alipay_trade_pay_response":{},"sign":"<html>"}'],
    [200, ''],
    [200, '<xml><return_code>SUCCESS</return_code></xml>'],
    [200, '<htmlish>'],
    [200, 'respCode=00&respMsg=<html>'],
    [502, '<html><h1>Bad Gateway</h1></html>'],
    [404, '<!doctype html>'],
  ])('%i %j is not', (status, text) => {
    expect(isLoginPage(reply(status, text))).toBe(false);
  });
});
