/** Negative testing: `PayPal-Mock-Response: {"mock_application_codes":"INSTRUMENT_DECLINED"}` (paypal.md 1.5). */

import { type CallLetter, canAnswer, type IssueName, isIssueName } from './issues.ts';

/** The issue that a call is to be answered with; undefined for anything that is none of this call's: then it really happens. */
export function mockedIssue(
  header: string | undefined,
  letter: CallLetter | undefined,
): IssueName | undefined {
  if (header === undefined || letter === undefined) return undefined;
  try {
    const wanted: unknown = JSON.parse(header);
    const code =
      typeof wanted === 'object' && wanted !== null && 'mock_application_codes' in wanted
        ? wanted.mock_application_codes
        : undefined;
    return typeof code === 'string' && isIssueName(code) && canAnswer(letter, code) ? code : undefined;
  } catch {
    return undefined;
  }
}
