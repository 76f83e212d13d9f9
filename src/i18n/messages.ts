/** The type of a dictionary: the sections, keys and parameters of the Chinese one. */

import type { zh } from './zh.ts';

/** A section with the same keys and parameters, in any words. */
export type Widened<Section> = Section extends string
  ? string
  : Section extends (...parameters: infer Parameters) => string
    ? (...parameters: Parameters) => string
    : { readonly [Key in keyof Section]: Widened<Section[Key]> };

/** `t.waiting.scanNow` is a text, `t.waiting.timeLeft('1:23')` one with its parameters. */
export type Messages = Widened<typeof zh>;
