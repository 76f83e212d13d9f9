/** For rails that sign: nobody may ask for a token. */

import type { Tokens } from '../../src/counter/tokens.ts';

export const noTokens: Tokens = {
  get: async () => {
    throw new Error('a token was asked for');
  },
  forget: () => undefined,
};
