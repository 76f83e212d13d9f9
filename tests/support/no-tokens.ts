/** For exchanges that need neither: nobody may ask for a token, and no unknown key is ever looked up. */

import type { ProviderKeys } from '../../src/counter/keys.ts';
import type { Tokens } from '../../src/counter/tokens.ts';

export const noTokens: Tokens = {
  get: async () => {
    throw new Error('a token was asked for');
  },
  forget: () => undefined,
};

/** An unknown key stays unknown. */
export const noKeys: ProviderKeys = { lookUp: async () => ({ ok: false, fault: 'answer_forged' }) };
