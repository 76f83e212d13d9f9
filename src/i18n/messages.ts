/** The types of the dictionaries: the sections, keys and parameters of the Chinese ones. */

import type { firstZh } from './first-zh.ts';
import type { tillZh } from './till-zh.ts';
import type { zh } from './zh.ts';

/** A section with the same keys and parameters, in any words. */
export type Widened<Section> = Section extends string
  ? string
  : Section extends (...parameters: infer Parameters) => string
    ? (...parameters: Parameters) => string
    : { readonly [Key in keyof Section]: Widened<Section[Key]> };

/** What the counter at rest says; there before the first paint. */
export type FirstMessages = Widened<typeof firstZh>;

/** `t.waiting.scanNow` is a text, `t.waiting.timeLeft('1:23')` one with its parameters. All words, the first ones among them. */
export type Messages = Widened<typeof zh>;

/** The words of the screens that belong to no single part, without the first ones. */
export type TillMessages = Widened<typeof tillZh>;
